package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentState;
import java.util.ArrayList;
import java.util.List;

/** I1: every fact read is counted exactly once, what was set aside lies among the dead letters, and no task is lost. */
final class BalanceCheck implements Check {
    private final List<AgentStage> stages;
    private final Channels channels;
    private final long[] seen;
    private final List<Told> told = new ArrayList<>();

    BalanceCheck(List<AgentStage> stages, Channels channels) {
        this.stages = stages;
        this.channels = channels;
        this.seen = new long[stages.size()];
        stages.forEach(stage -> told.add(new Told(stage)));
    }

    @Override
    public void look() {
        for (int partition = 0; partition < stages.size(); partition++) {
            AgentStage stage = stages.get(partition);
            if (seen[partition] == stage.turns()) {
                continue;
            }
            seen[partition] = stage.turns();
            Told different = told.get(partition);
            different.look();
            for (int topic = 0; topic < Fact.TOPICS; topic++) {
                require(stage.tally().all(topic) == stage.read(topic), stage, "read", stage.tally());
                Tally kept = stage.kept().tally();
                require(kept.all(topic) == stage.committed(topic), stage, "committed", kept);
                if (!different.allows(topic, kept.applied(topic))) {
                    throw new Violation(Invariant.I1_BALANCE, stage.name() + " counts a fact twice: " + kept);
                }
            }
            int letters = channels.deadLetters.get(partition).end();
            require(letters == stage.kept().tally().deadLetters(), stage, "set aside", stage.tally());
        }
    }

    private static void require(boolean holds, AgentStage stage, String what, Tally tally) {
        if (!holds) {
            throw new Violation(
                    Invariant.I1_BALANCE, stage.name() + " has " + what + " facts that its ledger lacks: " + tally);
        }
    }

    @Override
    public void atRest() {
        for (AgentStage stage : stages) {
            stage.kept().agents().forEach(BalanceCheck::tasks);
        }
    }

    private static void tasks(String id, AgentState agent) {
        long ended = agent.counts().completed()
                + agent.counts().failed()
                + agent.counts().cancelled();
        if (agent.counts().submitted() != ended + agent.open().size()) {
            throw new Violation(
                    Invariant.I1_BALANCE,
                    id + " was given " + agent.counts().submitted() + " tasks, ended " + ended + " and has "
                            + agent.open().size());
        }
    }
}
