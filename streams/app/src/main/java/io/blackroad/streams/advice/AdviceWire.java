package io.blackroad.streams.advice;

import io.blackroad.advice.AdviceState;
import io.blackroad.alert.AlertChange;
import io.blackroad.schema.Micros;
import io.blackroad.streams.stored.StoredAdvice;
import io.blackroad.streams.stored.StoredHour;
import java.util.Optional;

/** Advice between store and domain. */
public final class AdviceWire {
    private AdviceWire() {}

    static StoredAdvice stored(String name, AdviceState state) {
        AlertChange last = state.last();
        return new StoredAdvice(
                name,
                state.size(),
                state.minute(),
                state.hours().stream()
                        .map(hour -> new StoredHour(hour.hour(), hour.sketch()))
                        .toList(),
                last == null ? 0 : last.sequence(),
                last == null ? 0 : last.state().ordinal(),
                last == null ? "" : last.severity(),
                last == null ? "" : last.summary(),
                last == null ? 0 : Micros.of(last.since()),
                last == null ? 0 : Micros.of(last.at()),
                state.advised());
    }

    static AdviceState state(StoredAdvice stored) {
        if (stored == null) {
            return AdviceState.EMPTY;
        }
        return new AdviceState(
                stored.getSize(),
                stored.getMinute(),
                stored.getHours().stream()
                        .map(hour -> new AdviceState.Hour(hour.getHour(), hour.getSketch()))
                        .toList(),
                last(stored).orElse(null),
                stored.getAdvised());
    }

    /** What was said last; empty before. */
    public static Optional<AlertChange> last(StoredAdvice stored) {
        if (stored.getSequence() == 0) {
            return Optional.empty();
        }
        return Optional.of(new AlertChange(
                stored.getName(),
                stored.getSequence(),
                AlertChange.State.values()[stored.getState()],
                stored.getSeverity(),
                stored.getSummary(),
                Micros.instant(stored.getSinceMicros()),
                Micros.instant(stored.getAtMicros())));
    }
}
