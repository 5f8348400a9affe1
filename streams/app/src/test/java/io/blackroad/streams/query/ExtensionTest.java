package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.access.AccessHandler;
import io.blackroad.access.AccessSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** Something else on the port answers first, and everything it does not know is answered as ever. */
class ExtensionTest {
    private int connectorsGuarded;

    private final class Greeting implements Extension {
        @Override
        public Handler.Wrapper handler() {
            return new Handler.Wrapper() {
                @Override
                public boolean handle(Request request, Response response, Callback callback) throws Exception {
                    if (!Request.getPathInContext(request).equals("/hello")) {
                        return super.handle(request, response, callback);
                    }
                    response.write(true, ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)), callback);
                    return true;
                }
            };
        }

        @Override
        public String openapi() {
            return "{\"paths\":{\"/hello\":{}},\"components\":{}}";
        }

        @Override
        public void guard(Server server) {
            connectorsGuarded = server.getConnectors().length;
        }

        @Override
        public void close() {}
    }

    @Test
    void answersItsOwnAndPassesOnTheRest() throws IOException {
        QuerySources sources =
                new QuerySources(null, Copies.none(), null, new FakeVitals(), null, () -> "", InstantSource.system());
        try (QueryServer server = QueryServer.start(
                QueryConfig.local(0),
                sources,
                new AccessHandler(AccessSettings.none(), new SimpleMeterRegistry()),
                Optional.of(new Greeting()))) {
            assertThat(RawClient.get(server.port(), "/hello"))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("hello");
            assertThat(RawClient.get(server.port(), "/health")).startsWith("HTTP/1.1 200");
            assertThat(RawClient.get(server.port(), "/openapi.json")).contains("\"/hello\"");
            assertThat(RawClient.get(server.port(), "/nowhere")).contains("unknown-route");
            assertThat(connectorsGuarded).isEqualTo(1);
        }
    }

    private static final class FakeVitals implements Vitals {
        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }

        @Override
        public List<String> missing() {
            return List.of();
        }
    }
}
