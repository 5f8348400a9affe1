package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.EPOCH;
import static io.blackroad.streams.runtime.FleetDriver.START;

import io.blackroad.schema.LifecycleChange;
import io.blackroad.schema.LifecycleChanged;
import io.blackroad.schema.MetricSampled;
import io.blackroad.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random lives of agents, over some hours, and how they are told to a topology. */
final class Lives {
    private final FleetDriver fleet;
    private final Map<String, Long> numbers = new HashMap<>();

    Lives(FleetDriver fleet) {
        this.fleet = fleet;
    }

    /** A fact on its way: it occurred, and it arrives. */
    record Fact(String agent, long epoch, Instant at, Instant arrives, LifecycleChange change, int cpu) {}

    /** Agents that boot, change, fall silent, crash and come back; every topic in its order, changes up to 3 s late. */
    static List<Fact> of(int agents, Random random) {
        List<Fact> facts = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            Instant at = START.plusMillis(random.nextInt(600_000));
            Instant arrived = at;
            for (long epoch = 0; at.isBefore(START.plusSeconds(5_000)); epoch++) {
                facts.add(new Fact("agent-" + agent, epoch, at, at, LifecycleChange.REGISTERED, cpu(random)));
                int count = 10 + random.nextInt(150);
                for (int number = 0; number < count; number++) {
                    at = at.plusNanos(1_000L * (1_000_000 + random.nextInt(12_000_000)));
                    boolean changes = random.nextInt(10) == 0;
                    LifecycleChange change =
                            changes ? random.nextBoolean() ? LifecycleChange.IDLE : LifecycleChange.BUSY : null;
                    Instant late = changes ? at.plusMillis(random.nextInt(3_000)) : at;
                    arrived = changes && late.isAfter(arrived) ? late : arrived;
                    facts.add(new Fact(
                            "agent-" + agent, epoch, at, changes ? arrived : at, change, changes ? cpu(random) : 0));
                    if (random.nextInt(60) == 0) {
                        at = at.plusSeconds(random.nextInt(200));
                    }
                }
                at = at.plusSeconds(4);
                arrived = at;
                if (random.nextBoolean()) {
                    facts.add(new Fact("agent-" + agent, epoch, at, at, LifecycleChange.STOPPED, 0));
                }
                at = at.plusSeconds(5 + random.nextInt(400));
                arrived = at;
            }
        }
        return facts;
    }

    private static int cpu(Random random) {
        return 100 * (1 + random.nextInt(40));
    }

    /** Sends a fact; said once more, it is a duplicate. */
    void send(Fact fact) {
        String name = fact.agent() + "/" + fact.epoch() + "/" + (fact.change() == null ? "metric" : "lifecycle");
        String known = name + "/" + fact.at();
        long sequence = numbers.computeIfAbsent(known, key -> fleet.next(name));
        if (fact.change() == null) {
            MetricSampled sample = FleetDriver.metricFact(fact.agent(), 50, sequence, fact.at());
            sample.setEpoch(EPOCH + fact.epoch());
            fleet.send(Topics.METRIC_SAMPLED, fact.agent(), sample, fact.arrives());
            return;
        }
        LifecycleChanged change = FleetDriver.lifecycleFact(fact.agent(), fact.change(), sequence, fact.at());
        change.setEpoch(EPOCH + fact.epoch());
        change.setCpuRequestedMillis(fact.cpu());
        fleet.send(Topics.LIFECYCLE_CHANGED, fact.agent(), change, fact.arrives());
    }

    /** In the order in which they arrive. */
    static List<Fact> arriving(List<Fact> facts) {
        return facts.stream().sorted(Comparator.comparing(Fact::arrives)).toList();
    }
}
