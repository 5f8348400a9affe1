package io.blackroad.streams.scaling;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import java.time.Instant;

/** Hears what is decided and what became of it, for metrics. After a crash what is done again is heard again. */
@FunctionalInterface
public interface ScalingListener {

    /** A decision or hold of a real rule was made. */
    void decided(ScaleDecided decision);

    /**
     * A controller said that it carried a change out.
     *
     * @param decidedAt end of the tick that the change was decided on, event time
     */
    default void applied(Instant decidedAt) {}

    /** What became of a change is known. */
    default void judged(ScaleJudged effect) {}
}
