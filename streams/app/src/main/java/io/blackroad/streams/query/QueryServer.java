package io.blackroad.streams.query;

import io.blackroad.access.AccessHandler;
import io.blackroad.access.AccessSettings;
import io.blackroad.access.OpenApiDocuments;
import io.blackroad.streams.live.PageFiles;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of one instance. It answers for every key of the group, from its own state or by asking the owner
 * once. It never answers from state that is not whole: then it says 503, when to ask again, and what is missing. Readers
 * may keep an answer but ask each time whether it still holds, and are told in a line when nothing has changed.
 */
public final class QueryServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryServer.class);

    /** Requests are short, but one that asks other instances holds its thread while it waits. */
    private static final int MAX_THREADS = 48;

    private static final int MIN_THREADS = 4;

    private final QueryConfig config;
    private final AccessHandler access;
    private final Optional<Extension> extension;
    private final LiveFeed live;
    private final Map<String, Query> routes;
    private final Javalin javalin;

    private QueryServer(QueryConfig config, QuerySources sources, AccessHandler access, Optional<Extension> extension) {
        this.config = config;
        this.access = access;
        this.extension = extension;
        String openapi = extension
                .map(more -> OpenApiDocuments.with(OpenApiDocument.own(), more.openapi()))
                .orElseGet(OpenApiDocument::own);
        PeerClient client =
                new PeerClient(config.peerTimeout(), access.settings().own());
        this.live = new LiveFeed(sources.state(), sources.clock(), new Everyone(sources.peers(), client));
        this.routes = QueryRoutes.of(sources, client, live, OpenApiDocuments.guarded(openapi));
        this.javalin = Javalin.create(this::configure);
    }

    /** As the other one, open to this machine and without an extension. */
    public static QueryServer start(QueryConfig config, QuerySources sources) {
        AccessHandler open = new AccessHandler(AccessSettings.none(), new SimpleMeterRegistry());
        return start(config, sources, open, Optional.empty());
    }

    /**
     * Starts to listen.
     *
     * @param access who may ask; it stands in front of everything
     * @param extension what else answers on the port
     * @throws IllegalStateException if others could reach it while nobody is asked for a token
     * @throws PortTakenException if the port is in use
     */
    public static QueryServer start(
            QueryConfig config, QuerySources sources, AccessHandler access, Optional<Extension> extension) {
        access.settings().requireGuarded(config.host());
        // Every failure is thrown or logged here, with what to do; a second report of a taken port would only bury it.
        JavalinLogger.enabled = false;
        QueryServer server = new QueryServer(config, sources, access, extension);
        try {
            server.javalin.start();
        } catch (JavalinBindException e) {
            throw new PortTakenException(config, e);
        }
        server.live.start();
        LOG.info("answering at {}", server.url());
        return server;
    }

    /** Port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Where it answers. */
    public URI url() {
        return new Instance(config.host(), port()).url("");
    }

    /** Templates of all routes. */
    Set<String> routes() {
        return routes.keySet();
    }

    @Override
    public void close() {
        live.close();
        javalin.stop();
    }

    private void configure(JavalinConfig javalinConfig) {
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.startup.showOldJavalinVersionWarning = false;
        javalinConfig.startup.startupWatcherEnabled = false;
        javalinConfig.jetty.host = config.host();
        javalinConfig.jetty.port = config.port();
        javalinConfig.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        javalinConfig.jetty.modifyServer(server -> {
            server.setErrorHandler(new LowerErrors());
            server.setHandler(live.streams());
            extension.ifPresent(more -> extend(server, more));
            access.setHandler(server.getHandler());
            server.setHandler(access);
        });
        javalinConfig.http.prefer405over404 = true;
        routes.forEach((template, query) ->
                javalinConfig.routes.get(template, context -> tagged(context, answer(context, template, query))));
        PageFiles.paths()
                .forEach(path -> javalinConfig.routes.get(
                        path, context -> page(context, PageFiles.at(path).orElseThrow())));
        javalinConfig.routes.exception(HttpResponseException.class, QueryServer::refuse);
        javalinConfig.routes.exception(Exception.class, QueryServer::fail);
    }

    /** Javalin puts its own handler into the innermost one that it finds, and adds its connectors last. */
    private static void extend(Server server, Extension more) {
        Handler.Wrapper first = more.handler();
        first.setHandler(server.getHandler());
        server.setHandler(first);
        server.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarting(LifeCycle event) {
                more.guard(server);
            }
        });
    }

    private static Answer answer(Context context, String template, Query query) {
        boolean hop = context.header(Ask.HOP_HEADER) != null;
        try {
            return query.answer(new Ask(template, context.pathParamMap(), context.queryParamMap(), hop));
        } catch (ProblemException e) {
            return e.problem().answer(context.path());
        } catch (StateUnavailableException e) {
            return Problem.of(ProblemType.REBALANCING, e.getMessage() + "; ask again")
                    .answer(context.path());
        }
    }

    private static void page(Context context, PageFiles.File file) {
        context.header("Content-Security-Policy", PageFiles.CONTENT_SECURITY_POLICY);
        if (!isKnown(context, file.tag())) {
            context.contentType(file.contentType()).result(file.content());
        }
    }

    /** What is found is tagged, whatever the route, except between instances, which keep nothing. */
    private static void tagged(Context context, Answer answer) {
        boolean hop = context.header(Ask.HOP_HEADER) != null;
        if (hop || !answer.found() || !isKnown(context, EntityTag.of(answer.body()))) {
            write(context, answer);
        }
    }

    /** Tags the answer; true if the asker has it, who is then told so. */
    private static boolean isKnown(Context context, String tag) {
        context.header("Cache-Control", "no-cache");
        context.header("ETag", tag);
        boolean known = EntityTag.isKnown(tag, context.header("If-None-Match"));
        if (known) {
            context.status(304);
        }
        return known;
    }

    private static void refuse(HttpResponseException refusal, Context context) {
        ProblemType type = ProblemType.ofStatus(refusal.getStatus());
        String detail =
                switch (type) {
                    case UNKNOWN_ROUTE -> "there is no route " + shorten(context.path()) + "; /openapi.json lists them";
                    case METHOD_NOT_ALLOWED -> context.method() + " is not allowed here; GET is";
                    default -> refusal.getMessage();
                };
        if (type == ProblemType.METHOD_NOT_ALLOWED) {
            context.header("Allow", "GET, HEAD");
        }
        write(context, Problem.of(type, detail).answer(context.path()));
    }

    private static void fail(Exception failure, Context context) {
        LOG.error("{} failed", shorten(context.path()), failure);
        write(
                context,
                Problem.of(ProblemType.INTERNAL, "the server failed to answer; its log says why")
                        .answer(context.path()));
    }

    private static void write(Context context, Answer answer) {
        answer.headers().forEach(context::header);
        context.status(answer.status()).contentType(answer.contentType()).result(answer.body());
    }

    private static String shorten(String path) {
        return path.length() > 256 ? path.substring(0, 256) + "..." : path;
    }
}
