package io.blackroad.sink.controller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Stands between an adapter and an HTTP API, notes each request and spoils those that a script names. */
public final class ScriptedProxy implements AutoCloseable {
    private static final Set<String> HOP = Set.of("connection", "content-length", "host", "upgrade", "http2-settings");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(ScriptedProxy::daemon);
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private final URI behind;

    /** A request as it came. */
    public record Request(String method, String path, String body) {}

    /** What happens to a request. */
    public enum Fault {
        ERROR_500,
        /** Status 429 with Retry-After: 1. */
        THROTTLED_429,
        /** Never answered and never passed on. */
        HANG,
        /** Passed on, and never answered: a timeout after success. */
        SWALLOWED,
        /** Passed on when {@link Rule#release} says so: a write that was long under way. */
        HELD
    }

    /** Spoils requests. */
    public static final class Rule {
        private final Predicate<Request> which;
        private final Fault fault;
        private final CountDownLatch released = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);
        private int left;

        private Rule(Predicate<Request> which, Fault fault, int times) {
            this.which = which;
            this.fault = fault;
            this.left = times;
        }

        private synchronized boolean takes(Request request) {
            if (left == 0 || !which.test(request)) {
                return false;
            }
            left--;
            reached.countDown();
            return true;
        }

        /** True once it has spoilt a request. */
        boolean isReached() {
            return reached.getCount() == 0;
        }

        void release() {
            released.countDown();
        }

        synchronized void end() {
            left = 0;
        }
    }

    ScriptedProxy(URI behind) {
        this.behind = behind;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + behind.getRawPath());
    }

    /** Spoils the next {@code times} requests of the kind. */
    Rule spoil(Predicate<Request> which, Fault fault, int times) {
        Rule rule = new Rule(which, fault, times);
        rules.add(rule);
        return rule;
    }

    long count(Predicate<Request> which) {
        return requests.stream().filter(which).count();
    }

    @Override
    public void close() {
        closed.countDown();
        rules.forEach(Rule::release);
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Request request = new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), new String(body));
            requests.add(request);
            Optional<Rule> rule =
                    rules.stream().filter(each -> each.takes(request)).findFirst();
            if (rule.isPresent()) {
                spoilt(exchange, body, rule.get());
            } else {
                pass(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void spoilt(HttpExchange exchange, byte[] body, Rule rule) throws IOException, InterruptedException {
        switch (rule.fault) {
            case ERROR_500 -> exchange.sendResponseHeaders(500, -1);
            case THROTTLED_429 -> {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
            }
            case HANG -> closed.await();
            case SWALLOWED -> {
                ask(exchange, body);
                closed.await();
            }
            case HELD -> {
                rule.released.await();
                pass(exchange, body);
            }
        }
    }

    private void pass(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(exchange, body);
        answer.headers().map().forEach((name, values) -> {
            if (!HOP.contains(name) && !name.equals("transfer-encoding")) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().toString();
        HttpRequest.Builder copy = HttpRequest.newBuilder(
                        URI.create(behind.getScheme() + "://" + behind.getRawAuthority() + path))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> copy.header(name, value));
            }
        });
        return client.send(copy.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    }
}
