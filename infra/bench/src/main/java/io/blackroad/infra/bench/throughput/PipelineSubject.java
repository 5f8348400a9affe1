package io.blackroad.infra.bench.throughput;

import io.blackroad.infra.bench.measure.Balance;
import io.blackroad.infra.bench.measure.LoadCheck;
import io.blackroad.infra.bench.measure.OutputCheck;
import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.measure.StreamsPass;
import io.blackroad.infra.bench.measure.Subject;
import io.blackroad.infra.bench.measure.SubjectPlan;
import io.blackroad.infra.bench.workload.BenchRegistry;
import io.blackroad.streams.bundle.RecordBundler;
import io.blackroad.streams.runtime.RuntimeSettings;
import io.blackroad.streams.runtime.StreamsApp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole pipeline as one instance runs it. */
final class PipelineSubject implements Subject {
    private final SubjectPlan plan;

    PipelineSubject(SubjectPlan plan) {
        this.plan = plan;
    }

    @Override
    public PassResult pass(int number, Duration limit) {
        LoadCheck samples = new LoadCheck(plan.bootstrapServers());
        return StreamsPass.run(plan, check(samples), () -> start(number), limit);
    }

    private OutputCheck check(LoadCheck samples) {
        return new OutputCheck() {
            @Override
            public boolean await(Duration limit) {
                return samples.await(plan.sent(), limit);
            }

            @Override
            public List<String> differences() {
                return samples.differences();
            }

            @Override
            public void close() {
                samples.close();
            }
        };
    }

    private StreamsPass.Running start(int number) {
        String application = "bench-pipeline-" + ProcessHandle.current().pid() + "-" + number;
        StreamsApp app = start(plan, application, plan.stateFolder(number));
        return new StreamsPass.Running() {
            @Override
            public List<String> differences() {
                return Balance.differences(app.url(), plan.sent());
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }

    /** An instance with the probe in its consumer. */
    static StreamsApp start(SubjectPlan plan, String application, Path state) {
        RuntimeSettings defaults =
                RuntimeSettings.defaults(plan.bootstrapServers(), URI.create("http://127.0.0.1"), state, 0);
        RuntimeSettings settings = new RuntimeSettings(
                defaults.bootstrapServers(),
                defaults.registry(),
                application,
                defaults.stateDirectory(),
                defaults.host(),
                defaults.port(),
                plan.threads(),
                defaults.standbys(),
                defaults.tick(),
                defaults.fresh(),
                // All facts lie there before the start: who is silent is slow, and must not be left out of the last
                // tick.
                Duration.ofSeconds(plan.limitSeconds()),
                defaults.access(),
                kafka(plan));
        return StreamsApp.start(settings, BenchRegistry.create());
    }

    /** The probe sits before the interceptor that the pipeline brings itself. */
    private static Map<String, String> kafka(SubjectPlan plan) {
        Map<String, String> settings = new HashMap<>(plan.kafka());
        StreamsPass.PROBED.forEach((key, probe) -> settings.put(key, probe + "," + RecordBundler.class.getName()));
        return settings;
    }
}
