package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.producer.sdk.Task;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the scaling does to a fleet, it stays in order; the ledger checks every single fact as well. */
class FleetModelPropertyTest {

    record Order(int replicas, int afterMillis, int submissions) {}

    @Provide
    Arbitrary<List<Order>> orders() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.integers().between(0, 4_000),
                        Arbitraries.integers().between(0, 5))
                .as(Order::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(15);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void everyTaskEndsOnceAndReplicasBecomeWhatWasTold(
            @ForAll("orders") List<Order> orders, @ForAll long seed, @ForAll boolean busy) {
        FleetLedger ledger = new FleetLedger();
        TargetPlan plan =
                new TargetPlan("eu-west", "api", "", 3, 0, 4, 1_000, 1L << 30, 10, "", Duration.ofMillis(1_500));
        LoadStep end = new LoadStep("eu-west", "api", Duration.ofSeconds(30), Duration.ofHours(9), 0);
        TargetLoad load = TargetLoad.steady("eu-west", "api", busy ? 40 : 8, Duration.ofMillis(500));
        FleetModel model = new FleetModel(
                new FleetSetup(
                        new FleetPlan(List.of(plan)),
                        Workload.of(load).withSteps(end),
                        Duration.ofSeconds(1),
                        seed,
                        "r"),
                ledger);
        int submitted = 0;
        for (Order order : orders) {
            model.advance(model.now() + order.afterMillis() * 1_000L);
            for (int i = 0; i < order.submissions(); i++) {
                String id = "s" + submitted++;
                ledger.foreign(id);
                model.submit("eu-west-api-" + (1 + submitted % 9) + "-a1", new Task(id, "", 10, 10, 0));
            }
            model.scale(0, order.replicas());
        }
        int last = orders.get(orders.size() - 1).replicas();
        // Without agents tasks wait for ever, so let there be some in the end.
        model.scale(0, Math.max(1, last));
        model.advance(Duration.ofMinutes(10).toNanos() / 1_000);

        ModelTarget target = model.targets().get(0);
        assertThat(target.told()).isEqualTo(Math.max(1, last));
        assertThat(target.ready()).isEqualTo(target.told());
        assertThat(model.agents()).isEqualTo(4 * target.told());
        assertThat(ledger.in(FleetLedger.Life.FREE)).isEqualTo(model.agents());
        assertThat(ledger.in(FleetLedger.Life.DRAINING)).isZero();
        assertThat(ledger.open()).isZero();
        assertThat(target.waiting()).isZero();
    }
}
