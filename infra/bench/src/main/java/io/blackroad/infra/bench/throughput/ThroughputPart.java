package io.blackroad.infra.bench.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.measure.PassResult;
import io.blackroad.infra.bench.measure.StreamsJvm;
import io.blackroad.infra.bench.measure.SubjectPlan;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs the subjects, one process after the other, on the facts that lie in the topics. */
public final class ThroughputPart {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bootstrapServers;
    private final Path folder;
    private final ThroughputPlan plan;
    private final Consumer<String> progress;

    public ThroughputPart(String bootstrapServers, Path folder, ThroughputPlan plan, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures; the results come in the order of the kinds. */
    public Map<SubjectKind, List<PassResult>> run(Sent sent) {
        Map<SubjectKind, List<PassResult>> results = new EnumMap<>(SubjectKind.class);
        for (SubjectKind kind : plan.subjects()) {
            progress.accept("measuring: " + kind.title());
            results.put(kind, measure(kind, sent));
        }
        return results;
    }

    private List<PassResult> measure(SubjectKind kind, Sent sent) {
        Path home = folder.resolve(kind.toString());
        Path planFile = home.resolve("plan.json");
        Path resultFile = home.resolve("result.json");
        SubjectPlan subject = new SubjectPlan(
                bootstrapServers,
                plan.threads(),
                plan.passesOf(kind),
                plan.warmupSeconds(),
                plan.limitSeconds(),
                plan.kafka(),
                home.toString(),
                sent);
        try {
            Files.createDirectories(home);
            subject.write(planFile);
            ChildCommand command = new ChildCommand(
                    "subject",
                    home,
                    options(kind),
                    ChildCommand.ownClassPath(),
                    SubjectMain.class.getName(),
                    List.of(kind.name(), planFile.toString(), resultFile.toString()));
            await(kind, command);
            return List.of(JSON.readValue(resultFile.toFile(), PassResult[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("no results of " + kind.title() + "; see " + home + "/subject.out", e);
        }
    }

    private void await(SubjectKind kind, ChildCommand command) {
        int seconds = plan.warmupSeconds() + (plan.passes() + 1) * plan.limitSeconds() + 60;
        try (ChildJvm jvm = ChildJvm.start(command)) {
            int code = jvm.awaitEnd(Duration.ofSeconds(seconds));
            if (code != 0) {
                throw new IllegalStateException(kind.title() + " ended with " + code + "; " + jvm.tail());
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(kind.title() + " did not end: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring " + kind.title(), e);
        }
    }

    private List<String> options(SubjectKind kind) {
        List<String> options = StreamsJvm.options();
        if (plan.profile() != null && kind == SubjectKind.OURS) {
            options.add("-XX:StartFlightRecording:settings=profile,dumponexit=true,filename=" + plan.profile());
        }
        return options;
    }
}
