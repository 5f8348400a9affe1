package io.blackroad.infra.cli.gpu;

import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuPacker;
import io.blackroad.gpu.GpuShape;
import io.blackroad.infra.cli.terminal.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * Requests arrive one by one at an empty pool and nothing ends, until more is asked for than there is; what finds no room
 * is turned away. All pods of the file arrive, and as many drawn from them again as the load needs, in a shuffled order.
 */
final class PackTrial {
    private final List<GpuNode> nodes;
    private final List<GpuShape> pods;
    private final int loadPercent;
    private final int seeds;

    PackTrial(List<GpuNode> nodes, List<GpuShape> pods, int loadPercent, int seeds) {
        this.nodes = nodes;
        this.pods = pods;
        this.loadPercent = loadPercent;
        this.seeds = seeds;
    }

    /**
     * Allocated share of all GPUs at the end.
     *
     * @param name of the packer
     * @param percents one a seed
     */
    record Result(String name, double[] percents) {
        double mean() {
            return Arrays.stream(percents).average().orElse(0);
        }
    }

    /** @param progress told how many of how many trials are over */
    List<Result> run(Progress progress) {
        Map<String, Function<List<GpuNode>, Packer>> packers = new LinkedHashMap<>();
        packers.put("first fit", FitPacker::first);
        packers.put("best fit", FitPacker::best);
        packers.put("FGD, mix known beforehand", all -> new GradientPacker(all, pods));
        packers.put("BlackRoad, mix learnt on the way", all -> new GpuPacker(all)::take);
        AtomicInteger over = new AtomicInteger();
        List<Result> results = new ArrayList<>();
        packers.forEach((name, packer) -> {
            // Seeds are independent of each other; each has its own packer.
            double[] percents = LongStream.range(0, seeds)
                    .parallel()
                    .mapToDouble(seed -> {
                        progress.at(name, over.get(), (long) packers.size() * seeds);
                        double percent = allocated(packer.apply(nodes), seed);
                        progress.at(name, over.incrementAndGet(), (long) packers.size() * seeds);
                        return percent;
                    })
                    .toArray();
            results.add(new Result(name, percents));
        });
        return results;
    }

    private double allocated(Packer packer, long seed) {
        long taken = 0;
        for (GpuShape shape : arrivals(seed)) {
            if (packer.take(shape)) {
                taken += millis(shape);
            }
        }
        return 100.0 * taken / capacity();
    }

    private List<GpuShape> arrivals(long seed) {
        Random random = new Random(seed);
        List<GpuShape> arrivals = new ArrayList<>(pods);
        long asked = pods.stream().mapToLong(PackTrial::millis).sum();
        long wanted = capacity() * loadPercent / 100;
        while (asked < wanted) {
            GpuShape again = pods.get(random.nextInt(pods.size()));
            arrivals.add(again);
            asked += millis(again);
        }
        Collections.shuffle(arrivals, random);
        return arrivals;
    }

    long capacity() {
        return nodes.stream().mapToLong(node -> 1_000L * node.cards()).sum();
    }

    private static long millis(GpuShape shape) {
        return (long) shape.cards() * shape.millis();
    }
}
