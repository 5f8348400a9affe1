package io.blackroad.infra.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * An Apicurio registry in a JVM of its own, with the Confluent protocol; schemas lie in an H2 file. Its default
 * compatibility level is BACKWARD_TRANSITIVE: Apicurio's own default is to accept anything.
 */
public final class RegistryProcess extends ServerJvm {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final String API = "/apis/ccompat/v7";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(CALL_LIMIT).build();

    private final URI url;

    private RegistryProcess(ChildJvm jvm, URI url) {
        super(jvm);
        this.url = url;
    }

    /** Starts it on 127.0.0.1 as {@link #start(Path, String, int, Consumer)} does. */
    public static RegistryProcess start(Path folder, int port, Consumer<String> progress) {
        return start(folder, FreePort.HOST, port, progress);
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param folder data and output of this registry alone
     * @param host address to listen on, this machine's own; it asks nobody who they are
     * @param port where clients connect; 0 takes a free one
     * @param progress told in a line what is waited for
     * @throws StackException if its program is not built, the port is taken, the folder in use or it does not start
     */
    public static RegistryProcess start(Path folder, String host, int port, Consumer<String> progress) {
        Path home = folder.toAbsolutePath().normalize();
        Path runner = RegistryDistribution.runner();
        DataFolder.awaitFree(home);
        int httpPort = FreePort.orFree(port, "registry");
        progress.accept("starting the schema registry on " + host + ":" + httpPort);
        URI url = URI.create("http://" + host + ":" + httpPort + API);
        // Apicurio gives its own storage five seconds, which cannot be set, and ends when a busy machine takes longer.
        ChildJvm jvm = ChildJvm.startTwice(
                RegistryCommand.of(home, host, httpPort, runner), () -> answers(url), START_LIMIT, progress);
        RegistryProcess registry = new RegistryProcess(jvm, url);
        registry.setCompatibility();
        return registry;
    }

    /** Root of the Confluent protocol, as clients want it. */
    public URI url() {
        return url;
    }

    private static boolean answers(URI url) {
        try {
            return send(request(url, "/subjects").GET().build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void setCompatibility() {
        String body = "{\"compatibility\":\"BACKWARD_TRANSITIVE\"}";
        try {
            HttpResponse<String> answer = send(request(url, "/config")
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(body))
                    .build());
            if (answer.statusCode() != 200) {
                throw new StackException("the registry at " + url + " refused " + body + ": " + answer.statusCode()
                        + " " + answer.body());
            }
        } catch (IOException e) {
            throw new StackException("the registry at " + url + " stopped answering: " + e.getMessage(), e);
        }
    }

    private static HttpRequest.Builder request(URI url, String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(CALL_LIMIT);
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for the registry", e);
        }
    }
}
