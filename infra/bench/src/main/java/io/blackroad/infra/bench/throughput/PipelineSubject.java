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
        StreamsApp app = StreamsApp.start(settings(number), BenchRegistry.create());
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

    private RuntimeSettings settings(int number) {
        RuntimeSettings defaults = RuntimeSettings.defaults(
                plan.bootstrapServers(), URI.create("http://127.0.0.1"), plan.stateFolder(number), 0);
        return new RuntimeSettings(
                defaults.bootstrapServers(),
                defaults.registry(),
                "bench-pipeline-" + ProcessHandle.current().pid() + "-" + number,
                defaults.stateDirectory(),
                defaults.host(),
                defaults.port(),
                plan.threads(),
                defaults.standbys(),
                defaults.tick(),
                defaults.idle(),
                kafka());
    }

    /** The probe sits before the interceptor that the pipeline brings itself. */
    private Map<String, String> kafka() {
        Map<String, String> settings = new HashMap<>(plan.kafka());
        StreamsPass.PROBED.forEach((key, probe) -> settings.put(key, probe + "," + RecordBundler.class.getName()));
        return settings;
    }
}
