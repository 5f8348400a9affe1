package io.blackroad.producer.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/**
 * Minutes in which agents send several times what Kafka takes, in virtual time. As long as what is no sample would fit well
 * alone, none of it is turned away or given up, though Kafka answers in lumps and stops now and then; Kafka is kept busy; and
 * samples are taken again soon after.
 */
class SheddingPropertyTest {
    private static final GatewayLimits LIMITS = GatewayLimits.defaults();
    private static final long STEP_NANOS = Duration.ofMillis(5).toNanos();
    private static final double STEP_SECONDS = STEP_NANOS / 1e9;
    private static final double BYTES_PER_SECOND = 400_000;
    private static final int FACT_BYTES = 1_000;
    private static final int STEADY_REQUEST = 40_000;
    private static final int LARGEST_REQUEST = 10 << 20;

    /**
     * @param burstSeconds of which Kafka takes the bytes at once after a rest
     * @param calm load before and after, in what Kafka takes
     * @param times load of samples and others meanwhile
     * @param others load of what is no sample meanwhile
     * @param weight what a byte of a sample costs Kafka, where one of another fact costs 1
     * @param group facts that come at once
     */
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void samplesGoFirstAndNothingElseGoes(
            @ForAll long seed,
            @ForAll boolean lumpy,
            @ForAll @DoubleRange(min = 0, max = 2) double burstSeconds,
            @ForAll @DoubleRange(min = 0.05, max = 0.6) double calm,
            @ForAll @DoubleRange(min = 1.5, max = 5) double times,
            @ForAll @DoubleRange(min = 0.1, max = 0.6) double others,
            @ForAll @DoubleRange(min = 0.8, max = 1.3) double weight,
            @ForAll @IntRange(min = 1, max = 100) int group) {
        World world = new World(seed, lumpy, burstSeconds, weight, group);
        world.run(Duration.ofSeconds(20), calm, others / times);
        long early = world.samplesTurnedAway;
        world.run(Duration.ofSeconds(60), times, others / times);
        double taken = world.kafka.taken();
        world.run(Duration.ofSeconds(60), times, others / times);
        double goodput = (world.kafka.taken() - taken) / 60 / BYTES_PER_SECOND;
        long shed = world.samplesTurnedAway;
        world.run(Duration.ofSeconds(20), calm, others / times);
        long late = world.samplesTurnedAway;
        world.run(Duration.ofSeconds(20), calm, others / times);

        assertThat(early).isZero();
        assertThat(shed).isPositive();
        assertThat(world.othersTurnedAway).isZero();
        assertThat(world.kafka.givenUp()).isZero();
        assertThat(goodput).isGreaterThan(0.9);
        assertThat(world.samplesTurnedAway).isEqualTo(late);
    }

    /** Groups of facts of one kind that come at random times. */
    private static final class World {
        private final Random random;
        private final Backlog backlog;
        private final SlowKafka kafka;
        private final double sampleWeight;
        private final int group;
        private long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();
        private double due;
        private long samplesTurnedAway;
        private long othersTurnedAway;

        World(long seed, boolean lumpy, double burstSeconds, double sampleWeight, int group) {
            this.random = new Random(seed);
            this.sampleWeight = sampleWeight;
            this.group = group;
            this.backlog = new Backlog(now);
            this.kafka = new SlowKafka(
                    new SlowKafka.Settings(BYTES_PER_SECOND, lumpy ? LARGEST_REQUEST : STEADY_REQUEST, burstSeconds),
                    LIMITS,
                    backlog,
                    now);
        }

        /**
         * @param times what Kafka takes
         * @param others share of what is no sample
         */
        void run(Duration time, double times, double others) {
            long end = now + time.toNanos();
            while (end - now > 0) {
                now += STEP_NANOS;
                if (times > 1 && random.nextDouble() < STEP_SECONDS / 20) {
                    kafka.stops(Duration.ofMillis(random.nextInt(1_000)), now);
                }
                due += times * BYTES_PER_SECOND * STEP_SECONDS * 2 * random.nextDouble();
                while (due > 0) {
                    send(random.nextDouble() >= others);
                }
                kafka.step(now);
            }
        }

        private void send(boolean isSample) {
            double weight = isSample ? sampleWeight : 1;
            for (int fact = 0; fact < group; fact++) {
                if (!Shedding.turnsAway(isSample, backlog.queue(now), LIMITS)) {
                    kafka.send((int) (FACT_BYTES / weight), weight, now);
                } else if (isSample) {
                    samplesTurnedAway++;
                } else {
                    othersTurnedAway++;
                }
            }
            due -= group * FACT_BYTES;
        }
    }
}
