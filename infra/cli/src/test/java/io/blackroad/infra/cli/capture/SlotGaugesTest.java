package io.blackroad.infra.cli.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.connect.capture.Slot;
import io.blackroad.connect.database.ControlDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SlotGaugesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicReference<Supplier<Optional<Slot>>> slot = new AtomicReference<>();
    private final SlotGauges gauges = new SlotGauges(meters, () -> slot.get().get());

    @Test
    void theySayWhatTheSlotSays() {
        slot.set(() -> Optional.of(new Slot(true, "reserved", 4_000, 7)));
        gauges.look();
        assertThat(value("retained")).isEqualTo(4_000);
        assertThat(value("active")).isOne();

        slot.set(Optional::empty);
        gauges.look();
        assertThat(value("active")).as("a slot that was dropped").isZero();
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNoZero() {
        slot.set(() -> Slot.of(new ControlDatabase("jdbc:postgresql://127.0.0.1:1/nothing", "nobody", "")));
        gauges.look();
        assertThat(value("retained")).isNaN();
        assertThat(value("active")).isNaN();
    }

    private double value(String name) {
        return meters.get("blackroad.control.slot." + name).gauge().value();
    }
}
