package io.blackroad.infra.bench.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.measure.StreamsJvm;
import io.blackroad.infra.bench.measure.SubjectPlan;
import io.blackroad.infra.bench.measure.TopicCount;
import io.blackroad.infra.bench.throughput.InstanceRun.Round;
import io.blackroad.infra.bench.workload.Sent;
import io.blackroad.infra.stack.ChildCommand;
import io.blackroad.infra.stack.ChildJvm;
import io.blackroad.streams.load.LoadTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One, two and four instances, each a process, share the partitions of the facts that lie in the topics. */
public final class ScaleOutPart {
    private static final List<Integer> INSTANCES = List.of(1, 2, 4);

    /** About what a round takes one instance. */
    private static final int ROUND_SECONDS = 12;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String bootstrapServers;
    private final Path folder;
    private final ThroughputPlan plan;
    private final Consumer<String> progress;

    public ScaleOutPart(String bootstrapServers, Path folder, ThroughputPlan plan, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures; a row for each number of instances. */
    public List<ScaleOutRow> run(Sent sent) {
        List<ScaleOutRow> rows = new ArrayList<>();
        for (int instances : INSTANCES) {
            progress.accept("measuring: " + instances + " instance(s)");
            List<Round[]> rounds = measure(instances, sent);
            rows.add(ScaleOutRow.of(sent.events(), rounds, partials(instances)));
        }
        return rows;
    }

    /** Records to the load stage in the last round. */
    private long partials(int instances) {
        String application = InstanceRun.application(instances, rounds(instances) - 1);
        return TopicCount.records(bootstrapServers, LoadTopology.partialsTopic(application));
    }

    private List<Round[]> measure(int instances, Sent sent) {
        Path home = folder.resolve("instances-" + instances);
        List<ChildJvm> children = new ArrayList<>();
        try {
            Files.createDirectories(home);
            JSON.writeValue(home.resolve("run.json").toFile(), instanceRun(instances, home, sent));
            for (int index = 0; index < instances; index++) {
                children.add(ChildJvm.start(command(home, index)));
            }
            List<Round[]> rounds = new ArrayList<>();
            for (int index = 0; index < instances; index++) {
                int code = children.get(index).awaitEnd(limit(instances));
                if (code != 0) {
                    throw new IllegalStateException(
                            "instance " + index + " ended with " + code + "; see " + home + "/process-" + index);
                }
                rounds.add(JSON.readValue(result(home, index).toFile(), Round[].class));
            }
            return rounds;
        } catch (IOException e) {
            throw new UncheckedIOException("no results of " + instances + " instances; see " + home, e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(instances + " instances did not end: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while measuring " + instances + " instances", e);
        } finally {
            children.forEach(ChildJvm::close);
        }
    }

    /** Rounds before the measured ones: more for several instances, since each reads only its share. */
    private int warmups(int instances) {
        return instances * Math.max(1, plan.warmupSeconds() / ROUND_SECONDS);
    }

    private int rounds(int instances) {
        return warmups(instances) + plan.passes();
    }

    private Duration limit(int instances) {
        return Duration.ofSeconds((long) rounds(instances) * plan.limitSeconds());
    }

    private InstanceRun instanceRun(int instances, Path home, Sent sent) {
        Map<String, String> kafka = new HashMap<>(plan.kafka());
        // All join at once with nothing to restore; without this the first would keep every partition for minutes.
        kafka.put("acceptable.recovery.lag", Long.toString(Long.MAX_VALUE));
        // They are counted afterwards.
        kafka.put("repartition.purge.interval.ms", Integer.toString(Integer.MAX_VALUE));
        SubjectPlan subject = new SubjectPlan(
                bootstrapServers, plan.threads(), plan.passes(), 0, plan.limitSeconds(), kafka, home.toString(), sent);
        return new InstanceRun(
                subject, instances, warmups(instances), home.resolve("meeting").toString());
    }

    private static ChildCommand command(Path home, int index) {
        return new ChildCommand(
                "instance-" + index,
                home.resolve("process-" + index),
                StreamsJvm.options(),
                ChildCommand.ownClassPath(),
                InstanceMain.class.getName(),
                List.of(
                        home.resolve("run.json").toString(),
                        Integer.toString(index),
                        result(home, index).toString()));
    }

    private static Path result(Path home, int index) {
        return home.resolve("result-" + index + ".json");
    }
}
