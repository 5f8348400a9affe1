package io.blackroad.infra.bench.throughput;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.measure.ClientProbe;
import io.blackroad.infra.bench.measure.LoadCheck;
import io.blackroad.infra.bench.measure.Reading;
import io.blackroad.infra.bench.measure.SubjectPlan;
import io.blackroad.infra.bench.throughput.InstanceRun.Round;
import io.blackroad.streams.runtime.StreamsApp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Main class of one instance of several on the same facts: {@code InstanceMain RUN INDEX RESULT}. Each round is an
 * application of its own; all instances begin it together, and it ends for all when the last tick's samples can be read.
 */
public final class InstanceMain {
    private static final long LOOK_NANOS = 5_000_000;

    private final InstanceRun run;
    private final int index;

    private InstanceMain(InstanceRun run, int index) {
        this.run = run;
        this.index = index;
    }

    /** Runs every round, writes what the measured ones gave. */
    public static void main(String[] arguments) throws IOException {
        InstanceRun run = new ObjectMapper().readValue(Path.of(arguments[0]).toFile(), InstanceRun.class);
        InstanceMain instance = new InstanceMain(run, Integer.parseInt(arguments[1]));
        List<Round> rounds = new ArrayList<>();
        int all = run.warmups() + run.subject().passes();
        for (int number = 0; number < all; number++) {
            System.gc();
            Round round = instance.round(number);
            if (number >= run.warmups()) {
                rounds.add(round);
            }
        }
        new ObjectMapper().writeValue(Path.of(arguments[2]).toFile(), rounds.toArray(Round[]::new));
        System.exit(0);
    }

    private Round round(int number) throws IOException {
        SubjectPlan plan = run.subject();
        Duration limit = Duration.ofSeconds(plan.limitSeconds());
        String application = run.application(number);
        ClientProbe.reset();
        try (LoadCheck check = new LoadCheck(plan.bootstrapServers())) {
            meet(number, limit);
            Path state = Path.of(plan.folder(), "state-" + index + "-" + number);
            StreamsApp app = PipelineSubject.start(plan, application, state);
            try {
                Reading first = ClientProbe.awaitFirstData();
                long threads = threadNanos(application);
                boolean complete = check.await(plan.sent(), limit);
                Reading end = Reading.now();
                List<String> differences = index == 0 ? new ArrayList<>(check.differences()) : new ArrayList<>();
                if (!complete) {
                    differences.add("instance " + index + " saw no end within " + limit.toSeconds() + " s");
                }
                return new Round(
                        (end.nanos() - first.nanos()) / 1e9,
                        (end.cpuNanos() - first.cpuNanos()) / 1e9,
                        (threadNanos(application) - threads) / 1e9,
                        differences);
            } finally {
                app.close();
            }
        }
    }

    /** Waits until every instance stands where this one does. */
    private void meet(int number, Duration limit) throws IOException {
        Path folder = Path.of(run.meetingFolder(), "round-" + number);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(Integer.toString(index)), "ready");
        long end = System.nanoTime() + limit.toNanos();
        for (int other = 0; other < run.instances(); other++) {
            while (!Files.exists(folder.resolve(Integer.toString(other)))) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("instance " + other + " did not come to round " + number);
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
    }

    /** Of the threads that run the stages; the one that keeps the control tables reads them whole in every instance. */
    private static long threadNanos(String application) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null
                    && thread.getThreadName().startsWith(application)
                    && thread.getThreadName().contains("-StreamThread-")) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }
}
