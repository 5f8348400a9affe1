package io.blackroad.scaling;

import io.blackroad.load.LoadSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * A rule with parts: each part gives its opinion, the opinions become one wish, and the wish goes through the limits
 * ({@link Walls}), which write down what they change. Everything that is remembered is in the memories of the state:
 * one a part, then one a limit in the order of {@link Slot}.
 */
final class Chain {

    /** Memories of the limits. */
    enum Slot {
        PERIOD,
        SIGNALS,
        UP_WINDOW,
        DOWN_WINDOW,
        RATES,
        OSCILLATION,
        MONEY
    }

    private static final String PERIOD = "period";

    private final ScaleRule rule;
    private final TargetState state;
    private final Instant now;
    private final Moment moment;
    private final Memory[] memories;
    private final List<Opinion> opinions;

    private Chain(ScaleRule rule, TargetState state, LoadSample sample, Circumstances around, Instant now) {
        this.rule = rule;
        this.state = state;
        this.now = now;
        this.memories = memories(rule, state);
        this.opinions = new ArrayList<>(rule.parts().size());
        this.moment = new Moment(
                sample,
                around.tickMicros(),
                state.replicas(),
                around.ready(),
                rule.min(),
                rule.max(),
                now,
                due(rule.limits().periodMicros(), Micros.of(now)));
    }

    /** What a rule with parts makes of a sample. */
    static Ruling judge(ScaleRule rule, TargetState state, LoadSample sample, Circumstances around, Instant now) {
        return new Chain(rule, state, sample, around, now).ruling(around);
    }

    private Ruling ruling(Circumstances around) {
        for (int i = 0; i < rule.parts().size(); i++) {
            Opinion opinion = rule.parts().get(i).propose(memories[i], moment);
            memories[i] = opinion.memory();
            opinions.add(opinion);
        }
        Walls walls =
                new Walls(rule, state, moment, around, memories, rule.parts().size());
        if (!moment.due()) {
            return Ruling.silent(Arrays.asList(memories));
        }
        boolean outside = state.replicas() < rule.min() || state.replicas() > rule.max();
        Draft draft = outside ? walls.backInside() : walls.through(wish(), opinions);
        walls.remember(draft);
        return new Ruling(judgement(draft), Arrays.asList(memories), false);
    }

    /** The parts' numbers as one. A part that cannot tell keeps the others from scaling down. */
    private Draft wish() {
        int current = state.replicas();
        int to = rule.combination().replicas(rule.parts(), opinions);
        Opinion unknown = firstUnknown();
        if (to < 0 || (unknown != null && to < current)) {
            Opinion told = unknown == null ? opinions.get(0) : unknown;
            Binding binding = told.binding() == Binding.NONE ? Binding.WITHIN_BAND : told.binding();
            return new Draft(current, current, false, binding, told.reason());
        }
        Opinion leading = leading(to);
        boolean urgent = to > current && leading.urgent();
        return new Draft(current, to, urgent, to == current ? leading.binding() : Binding.NONE, leading.reason());
    }

    private Opinion firstUnknown() {
        for (Opinion opinion : opinions) {
            if (opinion.isUnknown()) {
                return opinion;
            }
        }
        return null;
    }

    /** The opinion that the wish is explained by: the one that asks for it, or the nearest. */
    private Opinion leading(int to) {
        Opinion nearest = opinions.get(0);
        for (Opinion opinion : opinions) {
            if (opinion.counts()
                    && (!nearest.counts() || Math.abs(opinion.replicas() - to) < Math.abs(nearest.replicas() - to))) {
                nearest = opinion;
            }
        }
        return nearest;
    }

    private Judgement judgement(Draft draft) {
        int permille = -1;
        for (Opinion opinion : opinions) {
            permille = permille < 0 ? opinion.utilizationPermille() : permille;
        }
        Supplier<List<Proposal>> proposals = this::proposals;
        return new Judgement(
                draft.direction(),
                draft.wanted(),
                draft.to(),
                draft.binding(),
                permille,
                proposals,
                draft::steps,
                forecast(),
                draft.reason());
    }

    private Forecast forecast() {
        for (Opinion opinion : opinions) {
            if (opinion.forecast() != null) {
                return opinion.forecast();
            }
        }
        return null;
    }

    private List<Proposal> proposals() {
        List<Proposal> proposals = new ArrayList<>(opinions.size());
        for (int i = 0; i < opinions.size(); i++) {
            Opinion opinion = opinions.get(i);
            proposals.add(new Proposal(
                    rule.parts().get(i).kind().name().toUpperCase(java.util.Locale.ROOT),
                    opinion.replicas(),
                    opinion.reason().get()));
        }
        return proposals;
    }

    private boolean due(long period, long micros) {
        if (period == 0) {
            return true;
        }
        int slot = rule.parts().size() + Slot.PERIOD.ordinal();
        long turn = Math.floorDiv(micros, period);
        boolean turned = !memories[slot].isOf(PERIOD, 1) || memories[slot].at(0) != turn;
        memories[slot] = Memory.of(PERIOD, 1, turn);
        return turned;
    }

    private static Memory[] memories(ScaleRule rule, TargetState state) {
        Memory[] memories = new Memory[rule.parts().size() + Slot.values().length];
        Arrays.fill(memories, Memory.NONE);
        // With another number of parts nothing is where it was.
        if (state.memories().size() == memories.length) {
            state.memories().toArray(memories);
        }
        return memories;
    }
}
