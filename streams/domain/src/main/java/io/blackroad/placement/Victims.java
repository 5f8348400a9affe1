package io.blackroad.placement;

import io.blackroad.decision.RecordRoom;
import io.blackroad.placement.PlacementInput.ScaleIn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who goes when a target shrinks: those that lose the least work. A function of what it is given, whatever the order.
 */
public final class Victims {
    /** Idle before busy, fewer busy agents before more, then less load, then by name. */
    private static final Comparator<Victim> CHEAPEST_FIRST = Comparator.comparingInt(Victim::busy)
            .thenComparingLong(Victim::load)
            .thenComparing(Victim::name);

    private Victims() {}

    /**
     * What may go as a whole: a replica with all its agents, or a single agent.
     *
     * @param agentIds its agents, in order
     * @param busy how many of them work
     * @param load what they ask for, and somebody else has to give if they go on elsewhere
     */
    public record Victim(String name, List<String> agentIds, int busy, long load) {
        public Victim {
            agentIds = List.copyOf(agentIds);
        }

        boolean takes(RecordRoom room) {
            return room.take(2, name);
        }
    }

    /** Who goes by a decision, of the agents of its service: as many as run beyond those that stay. */
    static List<Victim> of(ScaleIn scaleIn, Collection<Residence> said) {
        List<Victim> running = replicas(said);
        if (scaleIn.idleOnly() && running.isEmpty()) {
            running = agents(said);
        }
        int count = Math.min(scaleIn.replicas(), running.size() - scaleIn.toReplicas());
        return scaleIn.idleOnly() ? idle(running, count) : cheapest(running, count);
    }

    /** The cheapest of them, the cheapest first. */
    public static List<Victim> cheapest(Collection<Victim> candidates, int count) {
        return candidates.stream()
                .sorted(CHEAPEST_FIRST)
                .limit(Math.max(0, count))
                .toList();
    }

    /** The cheapest of those that do nothing: fewer than asked for when the others work. */
    public static List<Victim> idle(Collection<Victim> candidates, int count) {
        return cheapest(candidates.stream().filter(victim -> victim.busy() == 0).toList(), count);
    }

    /** Those whose names fit into one record, in their order; whoever is left out goes on, and may go the next time. */
    static List<Victim> fitting(List<Victim> victims) {
        RecordRoom room = new RecordRoom();
        return victims.stream().filter(victim -> victim.takes(room)).toList();
    }

    /**
     * The same, with the ids of so many agents at most in all, the first ones, and no more than fit into the record beside
     * the names.
     */
    static List<Victim> naming(List<Victim> victims, int mostAgents) {
        RecordRoom room = new RecordRoom();
        victims.forEach(victim -> victim.takes(room));
        List<Victim> named = new ArrayList<>(victims.size());
        int left = mostAgents;
        for (Victim victim : victims) {
            int count = 0;
            while (count < Math.min(left, victim.agentIds().size())
                    && room.take(0, victim.agentIds().get(count))) {
                count++;
            }
            named.add(new Victim(victim.name(), victim.agentIds().subList(0, count), victim.busy(), victim.load()));
            left = count == victim.agentIds().size() ? left - count : 0;
        }
        return named;
    }

    /** The agents one by one, as a pool gives them up that has no replicas; whoever does not run is none. */
    public static List<Victim> agents(Collection<Residence> said) {
        return said.stream()
                .filter(agent -> agent.phase() == Residence.Phase.RUNNING)
                .map(agent -> new Victim(agent.agentId(), List.of(agent.agentId()), agent.busy() ? 1 : 0, agent.load()))
                .toList();
    }

    /** The replicas that agents run in; one of which an agent drains is on its way already. */
    public static List<Victim> replicas(Collection<Residence> said) {
        Map<String, List<Residence>> byReplica = new TreeMap<>();
        said.stream()
                .filter(agent -> agent.runs() && !agent.replica().isEmpty())
                .forEach(agent -> byReplica
                        .computeIfAbsent(agent.replica(), any -> new ArrayList<>())
                        .add(agent));
        byReplica
                .values()
                .removeIf(agents -> agents.stream().anyMatch(agent -> agent.phase() != Residence.Phase.RUNNING));
        List<Victim> replicas = new ArrayList<>();
        byReplica.forEach((replica, agents) -> replicas.add(replica(replica, agents)));
        return replicas;
    }

    private static Victim replica(String name, List<Residence> agents) {
        return new Victim(
                name,
                agents.stream().map(Residence::agentId).sorted().toList(),
                (int) agents.stream().filter(Residence::busy).count(),
                agents.stream().mapToLong(Residence::load).sum());
    }
}
