package io.blackroad.load;

import io.blackroad.agent.TaskCounts;
import io.blackroad.decision.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Partials of the tests, and a target that takes them in. */
final class Given {
    static final LoadPolicy POLICY = new LoadPolicy(5, 30);

    private Given() {}

    /** What a partition with so many agents sends: each uses half of its core, none is missing. */
    static Partial partial(int partition, int partitions, long tick, int agents, long submitted) {
        AgentSums sums = new AgentSums(
                agents,
                agents,
                0,
                0,
                agents,
                0,
                500L * agents,
                1_000L * agents,
                0,
                agents,
                2L * agents,
                0,
                0,
                0,
                500,
                0,
                0);
        Sketch cpu = new Sketch();
        for (int agent = 0; agent < agents; agent++) {
            cpu.add(500);
        }
        return new Partial(
                partition,
                partitions,
                tick,
                sums,
                new TaskCounts(submitted, submitted, submitted / 2, submitted / 4, 0),
                cpu.encoded(),
                new int[0],
                new Partial.SourceOffsets(10 * tick, tick, 1));
    }

    /** A target under test; every partition holds back unless said otherwise. */
    static final class Target {
        LoadState state = LoadState.EMPTY;
        IntPredicate holdsBack = partition -> true;
        IntPredicate unread = partition -> false;
        IntPredicate behind = partition -> false;
        final List<LoadSample> samples = new ArrayList<>();

        Target take(Partial partial) {
            state = Loads.accept(state, partial);
            return close();
        }

        Target close() {
            Outcome<LoadState, LoadSample> outcome = Loads.close(POLICY, state, new Sources(holdsBack, unread, behind));
            state = outcome.state();
            samples.addAll(outcome.decisions());
            return this;
        }
    }
}
