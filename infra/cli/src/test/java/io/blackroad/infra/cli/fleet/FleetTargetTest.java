package io.blackroad.infra.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.fleet.FleetPlan;
import io.blackroad.producer.fleet.ReplicaCount;
import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.ApplyAnswer.Kind;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetTargetTest {
    private static final TargetId API = new TargetId("us-east", "api");

    private final Fake fleet = new Fake();
    private final FleetTarget target = new FleetTarget(fleet);

    @Test
    void appliesADecisionOnceAndStoresItsSequence() {
        assertThat(apply(12, 7).kind()).isEqualTo(Kind.APPLIED);
        assertThat(target.observe(API).told()).isEqualTo(12);
        assertThat(target.observe(API).sequence()).isEqualTo(7);

        assertThat(apply(15, 7).kind()).isEqualTo(Kind.REFUSED);
        assertThat(apply(15, 6).reason()).contains("7 is applied already");
        assertThat(fleet.orders).containsExactly("us-east/api 12");
    }

    @Test
    void storesTheSequenceOfADecisionThatChangesNothing() {
        int now = target.observe(API).told();

        assertThat(apply(now, 3).kind()).isEqualTo(Kind.NO_OP);
        assertThat(target.observe(API).sequence()).isEqualTo(3);
        assertThat(fleet.orders).isEmpty();
    }

    @Test
    void refusesToGoBelowTheMinimumOfTheFleet() {
        assertThat(apply(4, 1).kind()).isEqualTo(Kind.REFUSED);
        assertThat(target.observe(API).sequence()).isZero();
        assertThat(fleet.orders).isEmpty();
    }

    @Test
    void speaksForEveryTargetOfItsPlan() {
        assertThat(target.survey().targets())
                .hasSize(fleet.plan().targets().size())
                .contains(API);
    }

    private ApplyAnswer apply(int replicas, long sequence) {
        Order order = new Order(
                API,
                sequence,
                "us-east.api." + sequence,
                1,
                replicas,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Duration.ZERO,
                "test",
                new Order.Position(0, 0));
        return target.apply(order, target.observe(API));
    }

    private static final class Fake implements Replicas {
        private final FleetPlan plan = FleetPlan.guide(1000, Duration.ZERO);
        private final Map<String, Integer> told = new HashMap<>();
        private final List<String> orders = new ArrayList<>();

        @Override
        public FleetPlan plan() {
            return plan;
        }

        @Override
        public ReplicaCount count(String region, String service) {
            int count = told.getOrDefault(region + "/" + service, 9);
            return new ReplicaCount(count, count);
        }

        @Override
        public void scale(String region, String service, int replicas) {
            told.put(region + "/" + service, replicas);
            orders.add(region + "/" + service + " " + replicas);
        }
    }
}
