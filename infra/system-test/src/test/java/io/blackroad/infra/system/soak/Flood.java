package io.blackroad.infra.system.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.infra.bench.measure.Quantiles;
import io.blackroad.infra.system.fleet.OwnThread;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Groups of agents that post their facts to a gateway at a rate that does not depend on the answers: a group whose last
 * request is answered sends the next one when it is due, and says nothing again of what was refused. Each agent counts its
 * facts itself, so that each can be found in the log.
 */
public final class Flood implements AutoCloseable {
    public static final String REGION = "us-east";
    public static final String SERVICE = "api";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int GROUP = 25;
    private static final List<String> TASK_CHANGES = List.of("submitted", "started", "completed");
    private static final int ACCEPTED = 202;
    private static final long STEP_NANOS = 2_000_000;
    private static final double NANOS = 1e9;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** What is said in a round: of 20, one of lives, three of tasks, the rest samples. */
    public enum Kind {
        LIFE("lifecycle-changed"),
        TASK("task-changed"),
        SAMPLE("metric-sampled");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        public String type() {
            return type;
        }

        private static Kind of(int round) {
            return round % 20 == 19 ? LIFE : round % 7 == 3 ? TASK : SAMPLE;
        }
    }

    /** What became of the facts of one kind; numbers are those of {@link #number}. */
    public static final class Tally {
        private final BitSet acknowledged = new BitSet();
        private final AtomicLong offered = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();
        private final AtomicLong withoutRetryAfter = new AtomicLong();
        private final List<Long> micros = new ArrayList<>();

        private synchronized void add(BitSet numbers, long took) {
            acknowledged.or(numbers);
            micros.add(took);
        }

        public synchronized BitSet acknowledged() {
            return (BitSet) acknowledged.clone();
        }

        public long offered() {
            return offered.get();
        }

        public long refused() {
            return refused.get();
        }

        /** Refusals that did not say when to come again. */
        public long withoutRetryAfter() {
            return withoutRetryAfter.get();
        }

        /** From a request to its answer, for so many of a hundred that were taken whole; milliseconds. */
        public synchronized double millis(int percent) {
            long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
            return Quantiles.of(sorted, percent) / 1e3;
        }
    }

    private final class Group {
        private final int first;
        private final int[] sequence = new int[Kind.values().length];
        private int round;
        private volatile boolean waits;

        Group(int first) {
            this.first = first;
            this.round = first / GROUP;
        }

        void send(Kind kind) {
            int number = ++sequence[kind.ordinal()];
            Tally tally = tallies.get(kind);
            tally.offered.addAndGet(GROUP);
            waits = true;
            unanswered.incrementAndGet();
            long sent = System.nanoTime();
            HttpRequest request = HttpRequest.newBuilder(events)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body(kind, number)))
                    .build();
            var unused = http.sendAsync(request, BodyHandlers.ofString()).handle((answer, error) -> {
                if (error == null) {
                    take(kind, number, answer, (System.nanoTime() - sent) / 1_000);
                } else {
                    failed.incrementAndGet();
                    tally.refused.addAndGet(GROUP);
                }
                waits = false;
                return unanswered.decrementAndGet();
            });
        }

        private void take(Kind kind, int number, HttpResponse<String> answer, long took) {
            Tally tally = tallies.get(kind);
            BitSet stored = new BitSet();
            for (int i = 0; i < GROUP; i++) {
                stored.set(number(first + i, number));
            }
            if (answer.statusCode() != ACCEPTED) {
                List<Integer> refused = refusedOf(answer);
                refused.forEach(index -> stored.clear(number(first + index, number)));
                tally.refused.addAndGet(refused.size());
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    tally.withoutRetryAfter.incrementAndGet();
                }
            }
            if (!stored.isEmpty()) {
                tally.add(stored, took);
            }
        }

        /** Of a batch that is refused as a whole every fact. */
        private List<Integer> refusedOf(HttpResponse<String> answer) {
            List<Integer> indexes = new ArrayList<>();
            try {
                JsonNode failures = JSON.readTree(answer.body()).path("failures");
                failures.forEach(failure -> indexes.add(failure.path("index").asInt()));
            } catch (IOException e) {
                failed.incrementAndGet();
            }
            if (indexes.isEmpty()) {
                for (int i = 0; i < GROUP; i++) {
                    indexes.add(i);
                }
            }
            return indexes;
        }

        private String body(Kind kind, int number) {
            StringBuilder body = new StringBuilder(200 * GROUP).append('[');
            for (int i = 0; i < GROUP; i++) {
                body.append(i == 0 ? "" : ",")
                        .append("{\"type\":\"")
                        .append(kind.type)
                        .append("\",\"agentId\":\"flood-")
                        .append(first + i)
                        .append("\",\"epoch\":")
                        .append(epochMicros)
                        .append(",\"sequence\":")
                        .append(number)
                        .append(more(kind, number, first + i))
                        .append('}');
            }
            return body.append(']').toString();
        }

        private String more(Kind kind, int number, int agent) {
            return switch (kind) {
                case SAMPLE -> ",\"cpuUsedMillis\":600,\"memoryUsedBytes\":1000000";
                case TASK ->
                    ",\"change\":\"" + TASK_CHANGES.get((number - 1) % TASK_CHANGES.size()) + "\",\"taskId\":\"" + agent
                            + "-" + (number - 1) / TASK_CHANGES.size() + "\"";
                case LIFE ->
                    ",\"change\":\"" + (number == 1 ? "started" : number % 2 == 0 ? "busy" : "idle")
                            + "\",\"region\":\"" + REGION + "\",\"service\":\"" + SERVICE
                            + "\",\"cpuRequestedMillis\":1000";
            };
        }
    }

    private final URI events;
    private final int agents;
    private final long epochMicros;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<Group> groups = new ArrayList<>();
    private final Map<Kind, Tally> tallies = new ConcurrentHashMap<>();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final OwnThread thread = new OwnThread("flood", this::send);
    private volatile double perSecond;
    private volatile int active;

    /** @param epochMicros boot of all agents, microseconds since 1970 */
    public Flood(URI gateway, int agents, long epochMicros) {
        this.events = gateway.resolve("/v1/events");
        this.agents = agents;
        this.epochMicros = epochMicros;
        for (int first = 0; first + GROUP <= agents; first += GROUP) {
            groups.add(new Group(first));
        }
        Arrays.stream(Kind.values()).forEach(kind -> tallies.put(kind, new Tally()));
    }

    /** Which of the facts of its kind it is. */
    public int number(int agent, int sequence) {
        return (sequence - 1) * agents + agent;
    }

    /** Every agent says that it started; {@code perSecond} facts a second. */
    public void register(double rate) {
        double due = 0;
        long start = System.nanoTime();
        for (Group group : groups) {
            group.send(Kind.LIFE);
            due += GROUP / rate;
            while ((System.nanoTime() - start) / NANOS < due) {
                LockSupport.parkNanos(STEP_NANOS);
            }
        }
    }

    /** From now on so many facts a second, of all agents. */
    public void rate(double facts) {
        rate(facts, agents);
    }

    /** The same of the first of them. */
    public void rate(double facts, int some) {
        perSecond = facts;
        active = some / GROUP;
        if (!thread.isAlive()) {
            thread.start();
        }
    }

    private void send() {
        double due = 0;
        long last = System.nanoTime();
        int next = 0;
        while (!thread.isEnding()) {
            long now = System.nanoTime();
            due = Math.min(due + (now - last) / NANOS * perSecond / GROUP, active);
            last = now;
            for (int looked = 0; due >= 1 && looked < active; looked++) {
                Group group = groups.get(next++ % active);
                if (!group.waits) {
                    group.send(Kind.of(group.round++));
                    due--;
                }
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    public Tally of(Kind kind) {
        return tallies.get(kind);
    }

    /** Counts from now on; what was counted is given back. */
    public Map<Kind, Tally> forget() {
        Map<Kind, Tally> before = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values()).forEach(kind -> before.put(kind, tallies.put(kind, new Tally())));
        return before;
    }

    /** Requests without an answer, so far. */
    public long failed() {
        return failed.get();
    }

    /** Requests on their way. */
    public long unanswered() {
        return unanswered.get();
    }

    /** A line a kind for people. */
    public static List<String> table(Map<Kind, Tally> tallies, double seconds) {
        List<String> lines = new ArrayList<>();
        tallies.forEach((kind, tally) -> lines.add(String.format(
                Locale.ROOT,
                "%-18s offered %,8.0f/s  stored %,8.0f/s  refused %,8.0f/s  answered p50 %,7.0f ms  p99 %,7.0f ms",
                kind.type,
                tally.offered() / seconds,
                tally.acknowledged().cardinality() / seconds,
                tally.refused() / seconds,
                tally.millis(50),
                tally.millis(99))));
        return lines;
    }

    /** The last request is answered when this returns. */
    @Override
    public void close() {
        thread.close();
        while (unanswered.get() > 0) {
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
