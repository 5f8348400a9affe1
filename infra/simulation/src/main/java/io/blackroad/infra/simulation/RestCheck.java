package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.agent.LifecycleFact;
import io.blackroad.agent.TaskCounts;
import io.blackroad.gpu.Lease;
import io.blackroad.load.LoadSample;
import java.util.HashMap;
import java.util.Map;

/** I7 at rest: what the stages know follows from the facts in the log, whatever their order, and from what really runs. */
final class RestCheck implements Check {
    private final World world;

    RestCheck(World world) {
        this.world = world;
    }

    @Override
    public void look() {}

    @Override
    public void atRest() {
        world.stages().forEach(stage -> require(stage.drained(), stage.name() + " has not read everything"));
        lives();
        loads();
        replicas();
        leases();
    }

    /** An agent is, and is where, its newest fact says; one that only says where it is leaves what it is. */
    private void lives() {
        for (AgentStage stage : world.agentStages()) {
            Map<String, LifecycleFact> newest = new HashMap<>();
            Map<String, AgentStatus> status = new HashMap<>();
            for (Fact fact : stage.read()) {
                if (fact.said() instanceof Fact.Life life
                        && Channels.isNewer(life.fact(), newest.get(fact.agentId()))) {
                    LifecycleFact before = newest.put(fact.agentId(), life.fact());
                    if (before != null && life.fact().epoch() > before.epoch()) {
                        status.put(fact.agentId(), AgentStatus.REGISTERED);
                    }
                    if (life.fact().status() != null) {
                        status.put(fact.agentId(), life.fact().status());
                    }
                }
            }
            newest.forEach((id, last) -> {
                AgentState known = stage.kept().agents().get(id);
                require(
                        known.status() == status.getOrDefault(id, known.status())
                                && known.description().equals(last.description()),
                        id + " is " + known.status() + " on "
                                + known.description().worker() + ", its facts say "
                                + status.get(id) + " on "
                                + last.description().worker());
            });
        }
    }

    /** The newest sample counts who lives and has said so, and the samples together count every task once. */
    private void loads() {
        Map<String, LoadSample> newest = new HashMap<>();
        Map<String, TaskCounts> counted = new HashMap<>();
        Log<Channels.Judged> judged = world.channels().judged;
        for (int offset = 0; offset < judged.end(); offset++) {
            LoadSample sample = judged.at(offset).sample();
            if (sample != null) {
                newest.put(judged.at(offset).target(), sample);
                counted.merge(judged.at(offset).target(), sample.tasks(), TaskCounts::plus);
            }
        }
        long all = 0;
        for (String target : Sites.TARGETS) {
            long living = world.target(target).agents().stream()
                    .filter(this::isToBeCounted)
                    .count();
            int known = newest.get(target).sums().agents();
            require(known == living, target + " has " + living + " agents, its load says " + known);
            all += living;
            TaskCounts tasks = TaskCounts.ZERO;
            for (AgentStage stage : world.agentStages()) {
                tasks = tasks.plus(stage.kept().counts().getOrDefault(target, TaskCounts.ZERO));
            }
            require(
                    tasks.equals(counted.get(target)),
                    target + " counted " + tasks + ", its samples together " + counted.get(target));
        }
        Log<Channels.Watched> watched = world.channels().watched;
        int fleet = watched.at(watched.end() - 1).sample().sums().agents();
        require(fleet == all, "the fleet has " + all + " agents, its load says " + fleet);
    }

    /**
     * Whoever lives and has said so. Who went to another worker and died there is brought back only if its word of going did
     * reach the log: else it is lost where it said that it is, and where that goes on nobody has a reason to look for it.
     */
    private boolean isToBeCounted(Agent agent) {
        if (agent.phase() == Agent.Phase.GONE) {
            return false;
        }
        String said = world.channels()
                .lastWord(agent.id())
                .map(word -> word.description().worker())
                .orElse(null);
        boolean elsewhere = said != null && !said.isEmpty() && !said.equals(agent.worker());
        return said != null && !(agent.phase() == Agent.Phase.DOWN && elsewhere);
    }

    private void replicas() {
        for (String target : Sites.TARGETS) {
            int known = world.scaling(target).replicas();
            int told = world.target(target).told();
            require(known == told, target + " runs " + told + " replicas, scaling knows " + known);
        }
    }

    /** Nobody holds a card that is gone. */
    private void leases() {
        for (GpuStage stage : world.gpuStages()) {
            stage.kept().pool().nodes().forEach(node -> node.leases().forEach(this::requireHolder));
        }
    }

    private void requireHolder(Lease lease) {
        String id = lease.request().agentId();
        boolean lives = world.target(id.startsWith("west") ? "west/gpu" : "east/api").agents().stream()
                .anyMatch(agent -> agent.id().equals(id) && agent.phase() != Agent.Phase.GONE);
        require(lives, id + " holds " + lease + " and is gone");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Violation(Invariant.I7_CONVERGENCE, what);
        }
    }
}
