package io.blackroad.backtest;

import java.util.List;

/**
 * What a rule set did with a demand.
 *
 * @param name the rule set
 * @param scores how well it did
 * @param ready the course of its ready replicas
 * @param queue the course of the work that waited, in tasks
 * @param changes its changes in order, at most as many as were to be kept; {@link Scores#changes} counts all
 */
public record Run(String name, Scores scores, Trail ready, Trail queue, List<Change> changes) {
    public Run {
        changes = List.copyOf(changes);
    }
}
