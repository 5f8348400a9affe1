package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.StreamsJvm;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.infra.stack.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The pipeline in a process of its own, with the heap that it has when everything is embedded. */
final class SteadyPipeline implements AutoCloseable {
    static final String APPLICATION = "bench-steady";
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int OK = 200;

    private final ChildJvm jvm;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private SteadyPipeline(ChildJvm jvm, URI url) {
        this.jvm = jvm;
        this.url = url;
    }

    static SteadyPipeline start(String bootstrapServers, Path folder, SteadyPlan plan) {
        int port = FreePort.find();
        List<String> options = StreamsJvm.options(plan.agents());
        if (plan.profile() != null) {
            options.add("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + plan.profile());
        }
        ChildCommand command = new ChildCommand(
                "pipeline",
                folder,
                options,
                ChildCommand.ownClassPath(),
                PipelineMain.class.getName(),
                arguments(bootstrapServers, folder, port, plan));
        return new SteadyPipeline(ChildJvm.start(command), URI.create("http://127.0.0.1:" + port));
    }

    private static List<String> arguments(String bootstrapServers, Path folder, int port, SteadyPlan plan) {
        List<String> arguments = new ArrayList<>(List.of(
                bootstrapServers,
                folder.resolve("state").toString(),
                Integer.toString(port),
                Integer.toString(plan.threads()),
                Long.toString(plan.tickMillis()),
                Long.toString(plan.freshMillis())));
        plan.kafka().forEach((key, value) -> arguments.add(key + "=" + value));
        return arguments;
    }

    void awaitReady() {
        jvm.await(this::isReady, START_LIMIT);
    }

    boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/ready")).build();
            return http.send(request, BodyHandlers.ofString()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the pipeline", e);
        }
    }

    void kill() {
        jvm.kill();
    }

    long pid() {
        return jvm.pid();
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        jvm.close();
    }
}
