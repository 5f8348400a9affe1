package io.blackroad.infra.bench.steady;

import io.blackroad.infra.bench.measure.TopicReader;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;

/** The watches along the way from the end of a tick to the decision. */
final class StageWatches implements AutoCloseable {
    private static final String PARTIALS = SteadyPipeline.APPLICATION + "-load-partials-repartition";

    private final List<StageWatch> watches = new ArrayList<>();

    private final List<Latencies> stages = new ArrayList<>();

    private StageWatches() {}

    /** Starts them; {@code closings} is measured elsewhere and comes first on the way. */
    static StageWatches start(boolean watched, String bootstrapServers, Latencies closings) {
        StageWatches all = new StageWatches();
        all.stages.add(closings);
        if (watched) {
            all.add(bootstrapServers, "partial appended", PARTIALS, TopicReader.APPENDED);
            all.add(bootstrapServers, "partial committed", PARTIALS, TopicReader.COMMITTED);
            all.add(bootstrapServers, "load sample appended", Topics.LOAD_SAMPLED.name(), TopicReader.APPENDED);
            all.add(bootstrapServers, "load sample committed", Topics.LOAD_SAMPLED.name(), TopicReader.COMMITTED);
            all.add(bootstrapServers, "decision committed", Topics.SCALE_DECIDED.name(), TopicReader.COMMITTED);
        }
        return all;
    }

    private void add(String bootstrapServers, String stage, String topic, String isolation) {
        Latencies latencies = new Latencies(stage);
        stages.add(latencies);
        watches.add(new StageWatch(bootstrapServers, topic, isolation, latencies));
    }

    /** What was measured of the ticks that ended within a time, in the order of the way. */
    List<LatencyResult> within(long fromMillis, long toMillis) {
        return stages.stream().map(stage -> stage.within(fromMillis, toMillis)).toList();
    }

    @Override
    public void close() {
        watches.forEach(StageWatch::close);
    }
}
