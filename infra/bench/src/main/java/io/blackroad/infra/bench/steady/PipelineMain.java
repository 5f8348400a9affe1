package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.streams.runtime.RuntimeSettings;
import io.blackroad.streams.runtime.StreamsApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Main class of the pipeline's process: {@code PipelineMain BOOTSTRAP STATE_FOLDER PORT THREADS TICK_MILLIS FRESH_MILLIS [KEY=VALUE]...}. */
public final class PipelineMain {
    private static final int FIRST_SETTING = 6;

    private PipelineMain() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        RuntimeSettings defaults = RuntimeSettings.defaults(
                arguments[0], URI.create("http://127.0.0.1"), Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        RuntimeSettings settings = new RuntimeSettings(
                defaults.bootstrapServers(),
                defaults.registry(),
                SteadyPipeline.APPLICATION,
                defaults.stateDirectory(),
                defaults.host(),
                defaults.port(),
                Integer.parseInt(arguments[3]),
                defaults.standbys(),
                Duration.ofMillis(Long.parseLong(arguments[4])),
                Duration.ofMillis(Long.parseLong(arguments[5])),
                defaults.idle(),
                defaults.access(),
                kafka(arguments));
        StreamsApp app = StreamsApp.start(settings, BenchRegistry.create());
        Runtime.getRuntime().addShutdownHook(new Thread(app::close, "close"));
        new CountDownLatch(1).await();
    }

    private static Map<String, String> kafka(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (int i = FIRST_SETTING; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        return settings;
    }
}
