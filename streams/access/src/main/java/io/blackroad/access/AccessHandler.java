package io.blackroad.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Stands in front of everything that a server answers. It looks who asks, whether they may and how often they did, and gives
 * the request a {@link Pass}; what it does not let through it answers itself. It reads no body and waits for nobody.
 */
public final class AccessHandler extends Handler.Wrapper {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_PATH = 256;

    private final AccessSettings settings;
    private final Access access;
    private final Hosts hosts;
    private final Origins origins;
    private final Rates rates;
    private final InstantSource clock;
    private final Map<AccessProblem, Counter> refused = new EnumMap<>(AccessProblem.class);

    /** @throws InvalidAccessException if a file of tokens is wrong */
    public AccessHandler(AccessSettings settings, MeterRegistry meters) {
        this(settings, meters, InstantSource.system());
    }

    AccessHandler(AccessSettings settings, MeterRegistry meters, InstantSource clock) {
        this.settings = settings;
        this.access = new Access(settings, clock);
        this.hosts = new Hosts(settings);
        this.origins = new Origins(settings.origins());
        this.rates = new Rates(settings.requestsPerSecond(), System::nanoTime);
        this.clock = clock;
        for (AccessProblem problem : AccessProblem.values()) {
            refused.put(
                    problem,
                    Counter.builder("blackroad.http.refused")
                            .description("Requests that were not let in.")
                            .tag("reason", problem.label())
                            .register(meters));
        }
    }

    /** What it was made with. */
    public AccessSettings settings() {
        return settings;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        protect(response.getHeaders());
        try {
            hosts.check(request);
            if (origins.answer(request, response)) {
                response.write(true, ByteBuffer.allocate(0), callback);
                return true;
            }
            if (Request.getPathInContext(request).equals(Sessions.PATH)) {
                session(request, response, callback);
                return true;
            }
            admit(request, Need.of(request)).putOn(request);
        } catch (RefusedException e) {
            refuse(e, request, response, callback);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Whoever answers a page says itself what the page may do; everything else may do nothing. */
    private static void protect(HttpFields.Mutable headers) {
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
    }

    private Pass admit(Request request, Need need) throws RefusedException {
        if (!settings.asksForTokens() || need == Need.NOTHING) {
            if (need != Need.TELL) {
                rates.admit(request.getConnectionMetaData().getRemoteSocketAddress());
            }
            return settings.asksForTokens() ? Pass.NONE : new Pass(Caller.ANYBODY, () -> true);
        }
        Caller caller = recognise(request);
        if (need != Need.TELL) {
            // Facts have rates of their own, by agent.
            rates.admit(caller);
        }
        requireAllowed(caller, need);
        String token = requireToken(request);
        return new Pass(caller, () -> isStill(token, need));
    }

    private Caller recognise(Request request) throws RefusedException {
        try {
            return access.caller(requireToken(request));
        } catch (RefusedException e) {
            // Whoever guesses is told less and less often whether it was right.
            rates.admit(request.getConnectionMetaData().getRemoteSocketAddress());
            throw e;
        }
    }

    private static String requireToken(Request request) throws RefusedException {
        return Sessions.token(request)
                .orElseThrow(() -> new RefusedException(
                        AccessProblem.UNAUTHENTICATED, "send a token: -H 'Authorization: Bearer TOKEN'"));
    }

    private static void requireAllowed(Caller caller, Need need) throws RefusedException {
        if (need == Need.TELL
                ? !caller.mayTell()
                : !need.role().map(caller::may).orElse(true)) {
            String has =
                    caller.role().map(role -> "has the role " + role.label()).orElse("only tells facts of agents");
            String needs = need.role().map(Role::label).orElse("an agent's token or the role operate");
            throw new RefusedException(
                    AccessProblem.FORBIDDEN, "the token of " + caller.name() + " " + has + "; this needs " + needs);
        }
    }

    private boolean isStill(String token, Need need) {
        try {
            requireAllowed(access.caller(token), need);
            return true;
        } catch (RefusedException e) {
            return false;
        }
    }

    /** GET says who asks, POST puts the token of the header into the cookie of the page, DELETE takes it out. */
    private void session(Request request, Response response, Callback callback) throws RefusedException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> write(response, 200, "application/json", told(who(request)), callback);
            case "POST" -> {
                Caller caller = who(request);
                if (settings.asksForTokens()) {
                    requireAllowed(caller, Need.READ);
                    Sessions.begin(request, response, requireToken(request), caller, clock.instant());
                }
                write(response, 200, "application/json", told(caller), callback);
            }
            case "DELETE" -> {
                Sessions.end(request, response);
                response.setStatus(204);
                response.write(true, ByteBuffer.allocate(0), callback);
            }
            default -> {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, POST, DELETE");
                throw new RefusedException(
                        AccessProblem.METHOD_NOT_ALLOWED,
                        request.getMethod() + " is not allowed here; GET, POST and DELETE are");
            }
        }
    }

    /** Whoever is recognised may hear who they are. */
    private Caller who(Request request) throws RefusedException {
        if (!settings.asksForTokens()) {
            return Caller.ANYBODY;
        }
        Caller caller = recognise(request);
        rates.admit(caller);
        return caller;
    }

    private static Map<String, Object> told(Caller caller) {
        Map<String, Object> who = new LinkedHashMap<>();
        who.put("name", caller.name());
        who.put("role", caller.role().map(Role::label).orElse(null));
        who.put("agents", caller.agents());
        return who;
    }

    private void refuse(RefusedException why, Request request, Response response, Callback callback) {
        AccessProblem problem = why.problem();
        refused.get(problem).increment();
        String path = request.getHttpURI().getPath();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.urn());
        body.put("title", problem.title());
        body.put("status", problem.status());
        body.put("detail", why.getMessage());
        body.put("instance", path.length() > MAX_PATH ? path.substring(0, MAX_PATH) : path);
        if (why.retryAfterSeconds() > 0) {
            body.put("retryAfterSeconds", why.retryAfterSeconds());
            response.getHeaders().put(HttpHeader.RETRY_AFTER, why.retryAfterSeconds());
        }
        if (problem == AccessProblem.UNAUTHENTICATED) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer realm=\"blackroad\"");
        }
        if (request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
            // The body is not worth reading, so the connection ends with the answer.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        write(response, problem.status(), "application/problem+json", body, callback);
    }

    private static void write(Response response, int status, String type, Object body, Callback callback) {
        byte[] bytes = bytes(body);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, ByteBuffer.wrap(bytes), callback);
    }

    private static byte[] bytes(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        access.start();
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        access.close();
    }
}
