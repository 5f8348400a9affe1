package io.blackroad.producer.gateway;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What operators ask of a gateway that runs alone. */
final class SystemHandler extends Handler.Abstract.NonBlocking {
    private final Map<String, Supplier<Answer>> routes = new LinkedHashMap<>();

    SystemHandler(Supplier<List<String>> missing, Supplier<String> metrics) {
        routes.put("/health", () -> Answer.json(200, Map.of("status", "up")));
        routes.put("/ready", () -> ready(missing.get()));
        routes.put("/metrics", () -> text("text/plain; version=0.0.4; charset=utf-8", metrics.get()));
        routes.put("/openapi.json", () -> text("application/json", GatewayDocument.standalone()));
    }

    /** Paths that it answers. */
    List<String> paths() {
        return List.copyOf(routes.keySet());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Request.getPathInContext(request);
        EventsHandler.write(answer(request.getMethod(), path, response), response, callback);
        return true;
    }

    private Answer answer(String method, String path, Response response) {
        Supplier<Answer> route = routes.get(path);
        if (route == null) {
            return Answer.refused(
                    Rejection.of(ProblemType.UNKNOWN_ROUTE, "there is no such route; /openapi.json lists them"), path);
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.getHeaders().put("Allow", "GET, HEAD");
            return Answer.refused(
                    Rejection.of(ProblemType.METHOD_NOT_ALLOWED, method + " is not allowed here; GET is"), path);
        }
        return route.get();
    }

    private static Answer ready(List<String> missing) {
        return missing.isEmpty()
                ? Answer.json(200, Map.of("status", "ready"))
                : Answer.refused(
                        Rejection.of(ProblemType.NOT_READY, String.join("; ", missing))
                                .retryAfter(2),
                        "/ready");
    }

    private static Answer text(String contentType, String text) {
        return new Answer(200, contentType, Map.of(), text.getBytes(StandardCharsets.UTF_8));
    }
}
