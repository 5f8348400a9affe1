package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import io.blackroad.placement.PlacementDecision.Placed;
import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.WorkerState.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A region under whatever may happen to it: workers come, drain, die; agents stop, do not obey, answer late or twice. */
class PlacementsPropertyTest {
    private static final int TROUBLED = 150;

    /** Ten minutes until lost workers have another chance, and twice as long until whoever moved may move again. */
    private static final int QUIET = 2_000;

    @Property(tries = 25)
    void itIsNeverStuckAndEndsBalanced(@ForAll long seed) {
        World world = new World(seed);
        for (int tick = 0; tick < TROUBLED; tick++) {
            world.trouble();
            world.tick();
        }
        world.heal();
        for (int tick = 0; tick < QUIET; tick++) {
            world.tick();
        }
        world.requireBalance();
    }

    private static final class World {
        private final Random random;
        private final Map<String, WorkerRow> rows = new TreeMap<>();
        private final Map<String, Residence> agents = new TreeMap<>();
        private final List<Residence> said = new ArrayList<>();
        private final Map<Long, List<Residence>> later = new TreeMap<>();
        private PlacementState state = PlacementState.EMPTY;
        private long seconds;
        private int named;
        private boolean healed;

        World(long seed) {
            random = new Random(seed);
            for (int i = 0; i < 4; i++) {
                addRow();
            }
            for (int i = 0; i < 40; i++) {
                addAgent();
            }
        }

        private void addRow() {
            String id = "w" + named++;
            rows.put(id, new WorkerRow(id, false, seconds));
        }

        private void addAgent() {
            String id = "a" + named++;
            say(new Residence(id, "api", "r", "", 1, 10 + random.nextInt(3), Phase.RUNNING, random.nextBoolean()));
        }

        private void say(Residence residence) {
            agents.put(residence.agentId(), residence);
            said.add(residence);
            if (random.nextInt(4) == 0) {
                said.add(residence);
            }
        }

        void trouble() {
            switch (random.nextInt(15)) {
                case 0 -> addRow();
                case 1 -> {
                    if (rows.size() > 2) {
                        rows.remove(any(rows.keySet()));
                    }
                }
                case 2 -> {
                    String id = any(rows.keySet());
                    rows.put(id, new WorkerRow(id, !rows.get(id).draining(), seconds));
                }
                case 3 -> {
                    String dead = any(rows.keySet());
                    all(agent -> agent.worker().equals(dead) && agent.phase() == Phase.RUNNING, Phase.LOST);
                }
                case 4 -> all(agent -> agent.phase() == Phase.LOST && random.nextBoolean(), Phase.RUNNING);
                case 5 -> enter(agents.get(any(agents.keySet())), Phase.STOPPED);
                case 6 -> enter(agents.get(any(agents.keySet())), Phase.DRAINING);
                case 7 -> boot(agents.get(any(agents.keySet())));
                case 8 -> all(agent -> agent.phase() == Phase.RUNNING, Phase.LOST);
                default -> addAgent();
            }
        }

        private void boot(Residence agent) {
            say(new Residence(agent.agentId(), "api", "r", "", agent.epoch() + 1, agent.load(), Phase.RUNNING, false));
        }

        private void all(java.util.function.Predicate<Residence> which, Phase phase) {
            for (Residence agent : List.copyOf(agents.values())) {
                if (which.test(agent)) {
                    enter(agent, phase);
                }
            }
        }

        private void enter(Residence agent, Phase phase) {
            if (agent.phase() != Phase.STOPPED) {
                say(new Residence(
                        agent.agentId(), "api", "r", agent.worker(), agent.epoch(), agent.load(), phase, agent.busy()));
            }
        }

        void heal() {
            healed = true;
            if (random.nextBoolean()) {
                all(agent -> agent.phase() == Phase.LOST, Phase.RUNNING);
            }
            all(agent -> agent.phase() == Phase.DRAINING, Phase.STOPPED);
            switch (random.nextInt(3)) {
                case 0 -> addRow();
                case 1 -> rows.replaceAll((id, row) -> new WorkerRow(id, row.draining(), seconds));
                default -> {} // Time alone heals.
            }
            if (rows.values().stream().allMatch(WorkerRow::draining)) {
                rows.replaceAll((id, row) -> new WorkerRow(id, false, seconds));
            }
        }

        void tick() {
            seconds++;
            List<Residence> due = later.remove(seconds);
            if (due != null) {
                due.forEach(this::arrive);
            }
            PlacementInput input = new PlacementInput(List.copyOf(rows.values()), said, List.of(), true);
            Instant now = Instant.ofEpochSecond(seconds);
            Outcome<PlacementState, PlacementDecision> outcome =
                    Placements.decide(PlacementPolicy.DEFAULT, state, input, now);
            if (!said.isEmpty() || !outcome.decisions().isEmpty()) {
                List<PlacementDecision> shuffled = Placements.decide(
                                PlacementPolicy.DEFAULT, state, shuffled(input), now)
                        .decisions();
                assertThat(inOrder(shuffled)).isEqualTo(inOrder(outcome.decisions()));
                require(outcome);
            }
            said.clear();
            state = outcome.state();
            outcome.decisions().forEach(this::obey);
        }

        /** What agents say themselves is answered in the order in which it is heard. */
        private static List<String> inOrder(List<PlacementDecision> decisions) {
            return decisions.stream().map(Object::toString).sorted().toList();
        }

        /** Rows in another order, and agents too; what one agent says stays in order. */
        private PlacementInput shuffled(PlacementInput input) {
            List<WorkerRow> otherRows = new ArrayList<>(input.rows());
            Collections.shuffle(otherRows, random);
            List<Residence> others = new ArrayList<>(input.said());
            others.sort(Comparator.comparing(Residence::agentId).reversed());
            return new PlacementInput(otherRows, others, List.of(), true);
        }

        private void obey(PlacementDecision decision) {
            if (decision instanceof Placed placed) {
                if (!placed.said()) {
                    told(placed.agentId(), placed.worker());
                }
            } else if (decision instanceof Planned planned) {
                planned.moves().forEach(move -> told(move.agentId(), move.toWorker()));
            }
        }

        private void told(String agent, String worker) {
            int mood = healed ? 0 : random.nextInt(8);
            if (mood != 1) {
                long at = seconds + 1 + (mood == 2 ? random.nextInt(90) : 0);
                Residence before = agents.get(agent);
                later.computeIfAbsent(at, any -> new ArrayList<>())
                        .add(new Residence(
                                agent, "api", "r", worker, before.epoch(), before.load(), Phase.RUNNING, false));
            }
        }

        /** An agent is where it was told to go, unless its life has gone on since. */
        private void arrive(Residence there) {
            Residence now = agents.get(there.agentId());
            boolean goes = now.epoch() == there.epoch()
                    && (now.phase() == Phase.RUNNING || now.phase() == Phase.LOST)
                    && !now.worker().equals(there.worker());
            if (goes) {
                say(there);
            }
        }

        private void require(Outcome<PlacementState, PlacementDecision> outcome) {
            PlacementState after = outcome.state();
            PlacementCounts counts = after.counts();
            assertThat(counts.planned())
                    .isEqualTo(counts.done()
                            + counts.givenUp()
                            + counts.ended()
                            + after.plan().open());
            if (after.plan().open() > 0) {
                assertThat(seconds * 1_000 - after.plan().startedMillis()).isLessThan(60_000);
            }
            for (PlacementDecision decision : outcome.decisions()) {
                if (decision instanceof Planned planned) {
                    planned.moves().forEach(move -> requireLive(after, move.toWorker()));
                } else if (decision instanceof Placed placed && !placed.said()) {
                    requireLive(after, placed.worker());
                }
            }
            List<Tenant> tenants = agents.keySet().stream()
                    .map(agent -> after.tenant(agent).orElseThrow())
                    .toList();
            PlacementState anew = PlacementState.restore(
                    tenants, after.workers(), after.plan(), counts, after.unfinished(), after.lookMillis());
            assertThat(anew.workers()).as("sums kept in step").isEqualTo(after.workers());
            assertThat(anew.unsettled).isEqualTo(after.unsettled);
        }

        private static void requireLive(PlacementState state, String worker) {
            assertThat(state.workers()).anyMatch(each -> each.id().equals(worker) && each.status() == Status.LIVE);
        }

        void requireBalance() {
            Map<String, Long> loads = new TreeMap<>();
            rows.values().stream().filter(row -> !row.draining()).forEach(row -> loads.put(row.id(), 0L));
            agents.values().stream()
                    .filter(agent -> agent.phase() == Phase.RUNNING)
                    .forEach(agent -> loads.merge(
                            state.tenant(agent.agentId()).orElseThrow().home(), agent.load(), Long::sum));
            long live = rows.values().stream().filter(row -> !row.draining()).count();
            assertThat(loads).as("all are on live workers").hasSize((int) live);
            double mean = loads.values().stream().mapToLong(load -> load).sum() / (double) live;
            // Agents are as large as a tenth of the mean and more, up to 12. One that would leave its giver lower than
            // its
            // taker stays, so less than two agents lie between any two workers.
            long spread = Collections.max(loads.values()) - Collections.min(loads.values());
            assertThat((double) spread).as("spread of %s", loads).isLessThan(Math.max(0.4 * mean, 2 * 12));
            assertThat(state.plan()).isEqualTo(OpenPlan.NONE);
            assertThat(state.workers()).noneMatch(worker -> worker.status() == Status.LOST);
        }

        private String any(java.util.Set<String> names) {
            return new ArrayList<>(names).get(random.nextInt(names.size()));
        }
    }
}
