package io.blackroad.infra.system.soak;

import io.blackroad.infra.bench.measure.Quantiles;
import io.blackroad.infra.system.fleet.OwnThread;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** An agent of good manners, which posts a fact and asks for itself, and what it notices of others. */
public final class Bystander implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    private static final String NAME = "bystander";

    private final HttpProbe probe;
    private final OwnThread thread = new OwnThread(NAME, this::live);
    private List<Long> micros = new ArrayList<>();
    private Map<Integer, Integer> answers = new TreeMap<>();

    /**
     * What it noticed for a time.
     *
     * @param answers how many of which status; 0 stands for none
     */
    public record Noticed(long p50Micros, long p99Micros, Map<Integer, Integer> answers) {
        /** Whether all went well. */
        public boolean nothing() {
            return answers.keySet().stream().allMatch(status -> status == 200 || status == 202);
        }
    }

    public Bystander(URI server) {
        probe = new HttpProbe(server);
    }

    /** It is known when this returns true. */
    public boolean register() {
        return probe.post("{\"type\":\"lifecycle-changed\",\"agentId\":\"" + NAME + "\",\"change\":\"started\","
                                + "\"region\":\"us-east\",\"service\":\"api\",\"cpuRequestedMillis\":1000}")
                        == 202
                && probe.status("/v1/agents/" + NAME) == 200;
    }

    public void start() {
        thread.start();
    }

    private void live() {
        for (int round = 0; !thread.isEnding(); round++) {
            long began = System.nanoTime();
            int status = round % 2 == 0
                    ? probe.post("{\"type\":\"metric-sampled\",\"agentId\":\"" + NAME + "\",\"cpuUsedMillis\":600}")
                    : probe.status("/v1/agents/" + NAME);
            notice(status, (System.nanoTime() - began) / 1_000);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private synchronized void notice(int status, long took) {
        micros.add(took);
        answers.merge(status, 1, Integer::sum);
    }

    /** What it noticed since this was asked last. */
    public synchronized Noticed noticed() {
        long[] sorted = micros.stream().mapToLong(Long::longValue).sorted().toArray();
        Noticed noticed = new Noticed(Quantiles.of(sorted, 50), Quantiles.of(sorted, 99), answers);
        micros = new ArrayList<>();
        answers = new TreeMap<>();
        return noticed;
    }

    @Override
    public void close() {
        thread.close();
    }
}
