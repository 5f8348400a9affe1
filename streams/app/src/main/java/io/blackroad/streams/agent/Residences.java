package io.blackroad.streams.agent;

import io.blackroad.agent.AgentDescription;
import io.blackroad.agent.AgentState;
import io.blackroad.agent.AgentStatus;
import io.blackroad.placement.Residence;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.streams.control.WorkerRows;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacementNews;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Where the agents of one source partition are, for the placement of their regions. A change of an agent's place or life
 * is told at once, in the transaction of the fact that says it. What comes and goes is told at the end of a tick: who is
 * lost or heard of again, and who is busy or idle once that has lasted; whoever changes more often is done with its work
 * within seconds. Besides, everybody is told of once in {@value #ROUND_TICKS} ticks, so that nothing stays wrong for
 * ever, also where a stage of an earlier version told nothing. Nothing is told of regions without workers.
 */
final class Residences {
    private static final int ROUND_TICKS = 256;
    private static final int LASTING_TICKS = 5;
    /** After so many words of silence in a row others may be taken for lost. */
    private static final int LONG_SILENCE = 2;

    private static final byte TOLD = 1;
    private static final byte LOST = 2;
    private static final byte BUSY = 4;

    private final AgentStage stage;
    private final AgentTable table;
    private final AgentSettings settings;
    private final EventClock clock;
    private final int partition;
    private final WorkerRows workers;
    private final BiConsumer<String, StoredPlacementNews> placements;
    private final ManagedTargets managed;
    private long startMicros;
    private int cursor;
    private int silences;

    /** What was told last of the agent in a slot; of one that came back from the store nothing was. */
    private byte[] told = {};

    /** Since which tick an agent has been busy or idle, other than was told; 0 while it is as was told. */
    private long[] since = {};

    /** @param placements hears each part with the region that it is for */
    Residences(
            AgentStage stage,
            AgentSettings settings,
            EventClock clock,
            int partition,
            WorkerRows workers,
            BiConsumer<String, StoredPlacementNews> placements) {
        this.stage = stage;
        this.table = stage.table();
        this.settings = settings;
        this.clock = clock;
        this.partition = partition;
        this.workers = workers;
        this.placements = placements;
        this.managed = new ManagedTargets(table);
        managed.follow(workers.regions());
    }

    /** The partition's time begins: before this nobody was really heard. */
    void start(long micros) {
        startMicros = micros;
    }

    /** After a lifecycle fact. */
    void lived(byte[] key, AgentState before, AgentState after) {
        if (managed.none() || !tells(before, after)) {
            return;
        }
        String agentId = new String(key, StandardCharsets.UTF_8);
        String from = before.description().region();
        String region = after.description().region();
        boolean moved = !from.isEmpty() && !from.equals(region) && managed.has(from);
        if (moved) {
            Phase gone = managed.has(region) ? Phase.LEFT : Phase.FORGOTTEN;
            tell(from, residence(agentId, before, gone, false, false));
        }
        if (managed.has(region)) {
            int slot = table.find(key);
            boolean busy = busy(slot);
            grow();
            told[slot] = (byte) (TOLD | (busy ? BUSY : 0));
            since[slot] = 0;
            tell(region, residence(agentId, after, phase(after.status()), busy, moved));
        }
    }

    private static boolean tells(AgentState before, AgentState after) {
        return !before.description().equals(after.description())
                || phase(before.status()) != phase(after.status())
                || before.lifecycle().epoch() != after.lifecycle().epoch();
    }

    private void tell(String region, Residence residence) {
        placements.accept(region, PlacementNews.part(partition, clock.tick() + 1, List.of(residence)));
    }

    /** Nothing at all was read for a while. */
    void quiet() {
        silences++;
        long tick = clock.started() ? clock.tick() : 0;
        workers.regions().forEach(region -> placements.accept(region, PlacementNews.quiet(partition, tick)));
    }

    /**
     * The end of a tick.
     *
     * @param live false while facts of the past are read
     * @param forgotten slots of agents that will be removed now
     */
    void ticked(long tick, boolean live, List<Integer> forgotten) {
        Set<String> regions = workers.regions();
        boolean more = managed.follow(regions);
        if (regions.isEmpty()) {
            // Should there be workers again, everybody is told of anew.
            told = new byte[0];
            since = new long[0];
            return;
        }
        NewsParts parts = new NewsParts(partition, tick, placements);
        grow();
        walk(tick, more, parts);
        for (int slot : forgotten) {
            if (managed.isManaged(slot)) {
                AgentState state = stage.peek(slot);
                parts.add(state.description().region(), residence(idOf(slot), state, Phase.FORGOTTEN, false, false));
                told[slot] = 0;
            }
        }
        parts.close(regions, live);
    }

    /** @param all true to tell of everyone of whom nothing was told */
    private void walk(long tick, boolean all, NewsParts parts) {
        long now = tick * settings.tickMicros();
        boolean again = silences >= LONG_SILENCE;
        silences = 0;
        int step = table.slots() / ROUND_TICKS + 1;
        for (int slot = 0; slot < table.slots(); slot++) {
            if (!managed.isManaged(slot)) {
                told[slot] = 0;
                continue;
            }
            boolean turn = again || slot >= cursor && slot < cursor + step;
            boolean untold = all && told[slot] == 0;
            if (changed(slot, tick, now) || untold || turn && heardSinceStart(slot, now)) {
                AgentState state = stage.peek(slot);
                boolean lost = lost(slot, now);
                boolean busy = busy(slot);
                told[slot] = (byte) (TOLD | (lost ? LOST : 0) | (busy ? BUSY : 0));
                since[slot] = 0;
                Phase phase = lost ? Phase.LOST : phase(state.status());
                parts.add(state.description().region(), residence(idOf(slot), state, phase, busy, false));
            }
        }
        cursor = cursor + step >= table.slots() ? 0 : cursor + step;
    }

    /** Whoever was lost before our start is not back only because we count everyone as heard of then. */
    private boolean heardSinceStart(int slot, long now) {
        return table.heardAt[slot] > startMicros || now - startMicros > settings.lostMicros();
    }

    private boolean changed(int slot, long tick, long now) {
        byte before = told[slot];
        boolean lost = lost(slot, now);
        if (lost != ((before & LOST) != 0)) {
            return true;
        }
        if (lost || busy(slot) == ((before & BUSY) != 0)) {
            since[slot] = 0;
            return false;
        }
        since[slot] = since[slot] == 0 ? tick : since[slot];
        return tick - since[slot] >= LASTING_TICKS;
    }

    private boolean lost(int slot, long now) {
        return table.alive(slot) && table.heardAt[slot] < now - settings.lostMicros();
    }

    private boolean busy(int slot) {
        return table.alive(slot) && (table.statusOf(slot) == AgentStatus.BUSY || table.inFlight[slot] > 0);
    }

    private static Phase phase(AgentStatus status) {
        if (!status.alive()) {
            return Phase.STOPPED;
        }
        return status == AgentStatus.DRAINING ? Phase.DRAINING : Phase.RUNNING;
    }

    private static Residence residence(String agentId, AgentState state, Phase phase, boolean busy, boolean arrived) {
        AgentDescription about = state.description();
        return new Residence(
                agentId,
                about.service(),
                about.replica(),
                about.worker(),
                state.lifecycle().epoch(),
                Residence.load(about.cpuMillis(), about.memoryBytes()),
                phase,
                busy,
                arrived);
    }

    private String idOf(int slot) {
        return new String(table.idOf(slot), StandardCharsets.UTF_8);
    }

    private void grow() {
        if (told.length < table.slots()) {
            int length = Math.max(1_024, table.slots() + (table.slots() >> 1));
            told = Arrays.copyOf(told, length);
            since = Arrays.copyOf(since, length);
        }
    }
}
