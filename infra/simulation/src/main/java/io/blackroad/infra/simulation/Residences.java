package io.blackroad.infra.simulation;

import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.placement.Residence;
import io.blackroad.placement.Residence.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a partition tells the placement of regions that have workers: a change of an agent's place or life at once, and at
 * the end of a tick who is lost or back, or has been busy or idle for a while. In turn everybody is told of again.
 */
final class Residences {
    /** Short, as nothing may stay wrong at rest. */
    private static final int ROUND_TICKS = 8;

    private static final int LASTING_TICKS = 3;

    private final AgentStage stage;
    private final int partition;
    private final Channels out;
    private final Surroundings around;
    private final Map<String, Told> told = new HashMap<>();
    private long start;

    /** True when everybody is to be told of again. */
    private boolean again;

    /** What was told last of an agent, and since which tick it is busy or idle, other than was told. */
    private record Told(boolean lost, boolean busy, long since) {}

    Residences(AgentStage stage, int partition, Channels out, Surroundings around) {
        this.stage = stage;
        this.partition = partition;
        this.out = out;
        this.around = around;
    }

    void forget() {
        told.clear();
    }

    /** The partition's time begins: before this nobody was really heard. */
    void start(long at) {
        start = at;
    }

    /** @param tick the one that runs */
    void lived(String agentId, AgentState before, AgentState after, long tick) {
        String region = after.description().region();
        boolean tells = !before.description().equals(after.description())
                || phase(before.status()) != phase(after.status())
                || before.lifecycle().epoch() != after.lifecycle().epoch();
        if (tells && around.places(region) && !Bug.RESIDENTS_UNTOLD.strikes(around.bug(), agentId)) {
            boolean busy = busy(after);
            told.put(agentId, new Told(false, busy, 0));
            Residence said = residence(agentId, after, phase(after.status()), busy);
            tell(region, Channels.News.part(partition, tick + 1, List.of(said)));
        }
    }

    /** Nothing at all was read for a while: others may take everybody here for lost. */
    void quiet(long tick) {
        again = true;
        Sites.REGIONS.stream()
                .filter(around::places)
                .forEach(region -> tell(region, Channels.News.quiet(partition, tick)));
    }

    /** @param live false while facts of the past are read */
    void ticked(long tick, boolean live, SortedMap<String, AgentState> agents) {
        Map<String, List<Residence>> parts = new TreeMap<>();
        Sites.REGIONS.stream().filter(around::places).forEach(region -> parts.put(region, new ArrayList<>()));
        if (!parts.isEmpty()) {
            agents.forEach((id, state) -> {
                List<Residence> part = parts.get(state.description().region());
                if (part != null && tells(id, state, tick)) {
                    boolean lost = lost(id, state, tick);
                    told.put(id, new Told(lost, busy(state), 0));
                    part.add(residence(id, state, lost ? Phase.LOST : phase(state.status()), busy(state)));
                }
            });
        }
        parts.forEach((region, part) -> tell(region, Channels.News.last(partition, tick, live, List.copyOf(part))));
        again = false;
    }

    private boolean tells(String agentId, AgentState state, long tick) {
        Told before = told.getOrDefault(agentId, new Told(false, false, 0));
        boolean lost = lost(agentId, state, tick);
        long now = tick * AgentStage.TICK;
        boolean turn = (again || Math.floorMod(agentId.hashCode() + tick, ROUND_TICKS) == 0)
                && (stage.heardAt(agentId) > start || now - start > AgentStage.LOST);
        if (Bug.RESIDENTS_UNTOLD.strikes(around.bug(), agentId)) {
            return false;
        }
        if (lost != before.lost() || turn) {
            return true;
        }
        if (lost || busy(state) == before.busy()) {
            told.computeIfPresent(agentId, (id, of) -> of.since() == 0 ? of : new Told(of.lost(), of.busy(), 0));
            return false;
        }
        long since = before.since() == 0 ? tick : before.since();
        told.put(agentId, new Told(false, before.busy(), since));
        return tick - since >= LASTING_TICKS;
    }

    private boolean lost(String agentId, AgentState state, long tick) {
        return state.status().alive() && stage.heardAt(agentId) < tick * AgentStage.TICK - AgentStage.LOST;
    }

    private static boolean busy(AgentState state) {
        return state.status() == AgentStatus.BUSY || state.status().alive() && state.inFlight() > 0;
    }

    private static Phase phase(AgentStatus status) {
        if (!status.alive()) {
            return Phase.STOPPED;
        }
        return status == AgentStatus.DRAINING ? Phase.DRAINING : Phase.RUNNING;
    }

    private static Residence residence(String agentId, AgentState state, Phase phase, boolean busy) {
        return new Residence(
                agentId,
                state.description().service(),
                state.description().replica(),
                state.description().worker(),
                state.lifecycle().epoch(),
                Residence.load(
                        state.description().cpuMillis(), state.description().memoryBytes()),
                phase,
                busy);
    }

    private void tell(String region, Channels.News news) {
        stage.emit(out.news.get(Sites.REGIONS.indexOf(region)), news);
    }
}
