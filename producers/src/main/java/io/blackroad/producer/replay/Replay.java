package io.blackroad.producer.replay;

import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.Task;
import io.blackroad.producer.sdk.TaskSubmission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Hands the requests of traces to agents as submitted tasks; for a claim it wakes an agent that holds it. The gaps between them are those of the trace divided by
 * the speed; the work in them is not, so at speed 60 agents get sixty times the load. Facts are stamped with the time at
 * which they are sent. Which region a request goes to depends on its task id only; within it agents take turns.
 */
public final class Replay {
    /** Name of this intake in its facts. */
    public static final String SOURCE = "replay";

    private static final int MOST_REASONS = 20;

    private final ReplayOptions options;
    private final AgentClient client;
    private final LiveAgents agents;
    private final HeldClaims claims;
    private final ReplayClock clock;
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Map<String, Long> failures = new TreeMap<>();
    private LongConsumer progress = read -> {};
    private long read;

    public Replay(ReplayOptions options, AgentClient client, AgentDirectory directory, ReplayClock clock) {
        this.options = options;
        this.client = client;
        this.agents = new LiveAgents(directory);
        this.claims = new HeldClaims(client);
        this.clock = clock;
    }

    /** Tells {@code listener} after each request how many were read. */
    public void onProgress(LongConsumer listener) {
        progress = listener;
    }

    /**
     * Replays a trace to its end and waits until the broker has answered for all of it. Several traces one after the
     * other count on.
     *
     * @throws TraceException if the trace has a line that is not of its format; what came before was submitted
     * @throws InterruptedException if interrupted while waiting for a request's time
     */
    public ReplaySummary run(Requests trace) throws InterruptedException {
        long start = clock.nanos();
        long lastMicros = 0;
        try {
            for (TraceRequest request = trace.next(); request != null; request = trace.next()) {
                endClaims(start, request.atMicros());
                await(start, request.atMicros());
                lastMicros = request.atMicros();
                read++;
                if (request.claim() == null) {
                    submit(request);
                } else {
                    hold(request);
                }
                progress.accept(read);
            }
            lastMicros = Math.max(lastMicros, endClaims(start, Long.MAX_VALUE));
        } finally {
            // Nobody holds anything for a replay that was stopped.
            claims.endAll();
        }
        client.flush();
        Duration duration = Duration.ofNanos(clock.nanos() - start);
        synchronized (failures) {
            return new ReplaySummary(
                    read, submitted.get(), failed.get(), failures, Duration.ofNanos(lastMicros * 1_000), duration);
        }
    }

    /** Ends the claims that end before a time, each at its own; the time of the last of them. */
    private long endClaims(long start, long beforeMicros) throws InterruptedException {
        long ended = 0;
        while (claims.nextEndMicros() < beforeMicros) {
            ended = claims.nextEndMicros();
            await(start, ended);
            claims.endNext();
        }
        return ended;
    }

    private void await(long start, long atMicros) throws InterruptedException {
        long due = start + Math.round(atMicros * 1_000.0 / options.speed());
        if (due > clock.nanos()) {
            clock.sleepUntil(due);
        }
    }

    private void hold(TraceRequest request) {
        String id = SOURCE + "-" + options.run() + "-" + read;
        claims.hold(id, region(id), options.service(), request.claim(), request.atMicros());
        submitted.incrementAndGet();
    }

    private void submit(TraceRequest request) {
        String id = SOURCE + "-" + options.run() + "-" + read;
        String service = request.service().isEmpty() ? options.service() : request.service();
        String region = request.region().isEmpty() ? region(id) : request.region();
        String agent = agent(request, region, service);
        if (agent == null) {
            fail("no agent of " + service + " lives");
            return;
        }
        long micros = options.tokenSpeed().serviceMicros(request.inputTokens(), request.outputTokens());
        Task task = new Task(id, region, request.inputTokens(), request.outputTokens(), micros);
        client.submit(new TaskSubmission(SOURCE, agent, task)).whenComplete((done, error) -> {
            if (error == null) {
                submitted.incrementAndGet();
            } else {
                fail(error.toString());
            }
        });
    }

    private String region(String id) {
        return options.regions().get(StableHash.place(id, options.regions().size()));
    }

    /** In the request's region; while nobody lives there, in the next that has somebody, unless the trace names it. */
    private String agent(TraceRequest request, String region, String service) {
        long now = clock.nanos();
        if (!request.region().isEmpty()) {
            return agents.next(region, service, now);
        }
        List<String> regions = options.regions();
        int first = regions.indexOf(region);
        for (int i = 0; i < regions.size(); i++) {
            String agent = agents.next(regions.get((first + i) % regions.size()), service, now);
            if (agent != null) {
                return agent;
            }
        }
        return null;
    }

    private void fail(String reason) {
        failed.incrementAndGet();
        synchronized (failures) {
            String kept = failures.size() < MOST_REASONS || failures.containsKey(reason) ? reason : "other reasons";
            failures.merge(kept, 1L, Long::sum);
        }
    }
}
