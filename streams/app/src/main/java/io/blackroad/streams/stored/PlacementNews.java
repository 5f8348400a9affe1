package io.blackroad.streams.stored;

import io.blackroad.decision.RecordRoom;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.Residence;
import java.util.ArrayList;
import java.util.List;

/** What a region's placement hears, between the stages that say it and the one that listens. */
public final class PlacementNews {
    /** Agents in one part, some 100 KB; fewer where names are so long that no more fit into a record. */
    public static final int MOST_RESIDENTS = 1_000;

    /** Decisions come from no source partition. */
    public static final int DECIDED = -1;

    /** What a residence says beside its texts: epoch, load, phase, busy, arrived. */
    private static final int NUMBERS = 5;

    private PlacementNews() {}

    /** Residences in parts that fit into a record each, in their order; no part for nobody. */
    public static List<List<Residence>> parts(List<Residence> residents) {
        List<List<Residence>> parts = new ArrayList<>();
        int from = 0;
        while (from < residents.size()) {
            int to = end(residents, from);
            parts.add(residents.subList(from, to));
            from = to;
        }
        return parts;
    }

    private static int end(List<Residence> residents, int from) {
        RecordRoom room = new RecordRoom();
        int to = from;
        while (to < Math.min(residents.size(), from + MOST_RESIDENTS) && takes(room, residents.get(to))) {
            to++;
        }
        return Math.max(to, from + 1);
    }

    private static boolean takes(RecordRoom room, Residence said) {
        return room.take(NUMBERS, said.agentId(), said.service(), said.replica(), said.worker());
    }

    /** A part of what one source partition says of a region in a tick. */
    public static StoredPlacementNews part(int partition, long tick, List<Residence> residents) {
        return new StoredPlacementNews(partition, tick, false, true, stored(residents), List.of(), false);
    }

    /**
     * The last part.
     *
     * @param live false while facts of the past are read
     */
    public static StoredPlacementNews last(int partition, long tick, boolean live, List<Residence> residents) {
        return new StoredPlacementNews(partition, tick, true, live, stored(residents), List.of(), false);
    }

    /**
     * Nobody speaks in a source partition.
     *
     * @param tick the last that it ended
     */
    public static StoredPlacementNews quiet(int partition, long tick) {
        return new StoredPlacementNews(partition, tick, false, true, List.of(), List.of(), true);
    }

    /** A target is to run fewer replicas. */
    public static StoredPlacementNews scaleIn(long tick, ScaleIn scaleIn) {
        return new StoredPlacementNews(
                DECIDED,
                tick,
                false,
                true,
                List.of(),
                List.of(new StoredScaleIn(
                        scaleIn.decisionId(),
                        scaleIn.service(),
                        scaleIn.replicas(),
                        scaleIn.toReplicas(),
                        scaleIn.idleOnly())),
                false);
    }

    /** Targets that are to run fewer replicas. */
    public static List<ScaleIn> scaleIns(StoredPlacementNews news) {
        return news.getScaleIns().stream()
                .map(stored -> new ScaleIn(
                        stored.getDecisionId(),
                        stored.getService(),
                        stored.getReplicas(),
                        stored.getToReplicas(),
                        stored.getIdleOnly()))
                .toList();
    }

    /** What is stored of a residence. */
    public static StoredResidence stored(Residence said) {
        return new StoredResidence(
                said.agentId(),
                said.service(),
                said.replica(),
                said.worker(),
                said.epoch(),
                said.load(),
                said.phase().ordinal(),
                said.busy(),
                said.arrived());
    }

    /** A residence from what is stored. */
    public static Residence residence(StoredResidence stored) {
        return new Residence(
                stored.getAgentId(),
                stored.getService(),
                stored.getReplica(),
                stored.getWorker(),
                stored.getEpoch(),
                stored.getLoad(),
                Residence.Phase.values()[stored.getPhase()],
                stored.getBusy(),
                stored.getArrived());
    }

    private static List<StoredResidence> stored(List<Residence> residents) {
        return residents.stream().map(PlacementNews::stored).toList();
    }
}
