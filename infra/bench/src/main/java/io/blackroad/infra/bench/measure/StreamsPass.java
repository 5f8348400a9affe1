package io.blackroad.infra.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** One pass of a pipeline on Kafka Streams. */
public final class StreamsPass {

    /** Settings that let {@link ClientProbe} look in. */
    public static final Map<String, String> PROBED = Map.of(
            StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG), ClientProbe.class.getName());

    /** A running pipeline. */
    public interface Running extends AutoCloseable {
        /** What it says itself about facts that it did not account for. */
        List<String> differences();

        @Override
        void close();
    }

    private StreamsPass() {}

    /** Starts the pipeline, waits until all that it has to publish can be read, and ends it. */
    public static PassResult run(SubjectPlan plan, OutputCheck check, Supplier<Running> start, Duration limit) {
        ClientProbe.reset();
        try (check;
                Running running = start.get()) {
            Reading first = ClientProbe.awaitFirstData();
            boolean complete = check.await(limit);
            PassResult measured = PassResult.since(first, plan.sent().events(), List.of());
            List<String> differences = new ArrayList<>();
            if (complete) {
                differences.addAll(running.differences());
            } else {
                differences.add("the result was not complete after " + limit.toSeconds() + " s");
            }
            differences.addAll(check.differences());
            return measured.with(differences);
        }
    }
}
