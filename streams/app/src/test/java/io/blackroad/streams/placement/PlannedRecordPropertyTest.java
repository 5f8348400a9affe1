package io.blackroad.streams.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.Outcome;
import io.blackroad.decision.RecordRoom;
import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementDecision.Planned;
import io.blackroad.placement.PlacementInput;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.PlacementPolicy;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.Placements;
import io.blackroad.placement.Residence;
import io.blackroad.placement.Residence.Phase;
import io.blackroad.placement.Tenant;
import io.blackroad.placement.WorkerRow;
import io.blackroad.schema.FactWriter;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.RebalancePlanned;
import io.blackroad.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Whatever is planned is written as one record that Kafka takes, however long the names in it are. */
class PlannedRecordPropertyTest {
    /** As the agent stage takes it, in bytes. */
    private static final int LONGEST_ID = Short.MAX_VALUE;

    /** As the gateway takes it, in characters. */
    private static final int GATEWAYS_LONGEST = 200;

    /** What a plan says beside its lists: names of at most 63 letters, numbers, a sentence. */
    private static final int REST = 1_024;

    private static final int KAFKAS_MOST =
            (int) ProducerConfig.configDef().defaultValues().get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);

    /** So much text that a tenth of it, which moves at a time, is more than a record. */
    private static final int MOVABLE_BYTES = 16 << 20;

    private static final int NAMED_BYTES = 4 << 20;
    private static final int MOST_AGENTS = 10_000;
    private static final List<String> LETTERS = List.of("a", "é", "€", "\uD834\uDD1E");
    private static final String REGION = "r".repeat(63);
    private static final String SERVICE = "s".repeat(63);
    private static final String FROM = "f".repeat(63);
    private static final String TO = "t".repeat(63);
    private static final List<WorkerRow> DRAINS = List.of(new WorkerRow(FROM, true, 0), new WorkerRow(TO, false, 0));
    private static final List<WorkerRow> STAYS = List.of(new WorkerRow(FROM, false, 0));

    private final FactWriter<RebalancePlanned> writer =
            new FactWriter<>(new InMemoryRegistry(), Topics.REBALANCE_PLANNED.subject(), RebalancePlanned.class);

    @Property(tries = 8)
    void aPlanOfLongIdsFitsIntoARecordAndInTheEndEverybodyHasMoved(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> ids = ids(random, longest(random), MOVABLE_BYTES);
        World world = new World();
        List<Residence> said = ids.stream().map(id -> on(id, FROM)).toList();
        Set<String> moved = new HashSet<>();
        while (moved.size() < ids.size()) {
            Planned plan = world.decide(new PlacementInput(DRAINS, said, List.of(), true));
            assertThat(plan.moves()).isNotEmpty();
            plan.moves().forEach(move -> assertThat(moved.add(move.agentId())).isTrue());
            said = plan.moves().stream().map(move -> on(move.agentId(), TO)).toList();
        }
    }

    @Example
    void fiveThousandMovesOfIdsAsTheGatewayTakesThem() {
        List<Residence> said = new ArrayList<>();
        for (int agent = 0; agent < 10 * PlacementPolicy.DEFAULT.mostMoves(); agent++) {
            said.add(on(padded(agent, "a", GATEWAYS_LONGEST), FROM));
        }
        Planned plan = new World().decide(new PlacementInput(DRAINS, said, List.of(), true));
        assertThat(plan.moves()).hasSizeBetween(2_000, PlacementPolicy.DEFAULT.mostMoves() - 1);
    }

    @Property(tries = 12)
    void aScaleInOfLongNamesFitsIntoARecordAndInTheEndEverybodyIsNamed(@ForAll long seed) {
        Random random = new Random(seed);
        int longest = longest(random);
        int perReplica = random.nextInt(4);
        List<Residence> said = replicas(ids(random, longest, NAMED_BYTES), perReplica, longest);
        boolean pool = perReplica == 0;
        Set<String> unnamed = new HashSet<>();
        said.forEach(agent -> unnamed.add(pool ? agent.agentId() : agent.replica()));
        World world = new World();
        List<Residence> heard = said;
        while (!unnamed.isEmpty()) {
            ScaleIn scaleIn = new ScaleIn(REGION + "." + SERVICE + ".7", SERVICE, unnamed.size(), 0, pool);
            Planned plan = world.decide(new PlacementInput(STAYS, heard, List.of(scaleIn), true));
            assertThat(plan.victims()).isNotEmpty();
            plan.victims()
                    .forEach(victim -> assertThat(unnamed.remove(victim.name())).isTrue());
            List<String> goOn = said.stream()
                    .filter(agent -> unnamed.contains(pool ? agent.agentId() : agent.replica()))
                    .map(Residence::agentId)
                    .toList();
            assertThat(world.running()).isEqualTo(Set.copyOf(goOn));
            heard = List.of();
        }
    }

    /** A region, tick by tick. */
    private final class World {
        private PlacementState state = PlacementState.EMPTY;
        private long seconds;

        /** The one plan of the next tick; the same whoever decides it in whatever order, and small enough. */
        Planned decide(PlacementInput input) {
            Instant now = Instant.ofEpochSecond(++seconds);
            PlacementState before = state;
            Outcome<PlacementState, PlacementDecision> outcome =
                    Placements.decide(PlacementPolicy.DEFAULT, before, input, now);
            state = outcome.state();
            List<Planned> plans = plans(outcome);
            assertThat(plans).hasSize(1);
            assertThat(plans(Placements.decide(PlacementPolicy.DEFAULT, restored(before), reversed(input), now))
                            .equals(plans))
                    .isTrue();
            int bytes = writer.write(PlacementWire.planned(REGION, plans.get(0), now)).length;
            assertThat(bytes).isLessThan(RecordRoom.BYTES + REST).isLessThan(KAFKAS_MOST);
            return plans.get(0);
        }

        Set<String> running() {
            Set<String> running = new HashSet<>();
            state.forEach(tenant -> {
                if (tenant.said().phase() == Phase.RUNNING) {
                    running.add(tenant.said().agentId());
                }
            });
            return running;
        }
    }

    private static List<Planned> plans(Outcome<PlacementState, PlacementDecision> outcome) {
        return outcome.decisions().stream()
                .filter(Planned.class::isInstance)
                .map(Planned.class::cast)
                .toList();
    }

    private static PlacementState restored(PlacementState before) {
        List<Tenant> tenants = new ArrayList<>();
        before.forEach(tenants::add);
        return PlacementState.restore(
                tenants, before.workers(), before.plan(), before.counts(), before.unfinished(), before.lookMillis());
    }

    private static PlacementInput reversed(PlacementInput input) {
        List<WorkerRow> rows = new ArrayList<>(input.rows());
        List<Residence> said = new ArrayList<>(input.said());
        Collections.reverse(rows);
        Collections.reverse(said);
        return new PlacementInput(rows, said, input.scaleIns(), input.live());
    }

    /** @param perReplica agents of a replica; 0 for a pool, whose agents say none */
    private static List<Residence> replicas(List<String> ids, int perReplica, int longest) {
        List<Residence> said = new ArrayList<>();
        for (int agent = 0; agent < ids.size(); agent++) {
            String replica = perReplica == 0 ? "" : padded(agent / perReplica, "r", longest);
            said.add(new Residence(ids.get(agent), SERVICE, replica, FROM, 1, 1, Phase.RUNNING, false));
        }
        return said;
    }

    private static Residence on(String agentId, String worker) {
        return new Residence(agentId, SERVICE, "", worker, 1, 1, Phase.RUNNING, false);
    }

    private static int longest(Random random) {
        return random.nextInt(3) == 0 ? LONGEST_ID : 32 + random.nextInt(LONGEST_ID - 32);
    }

    private static List<String> ids(Random random, int longest, int bytes) {
        String letter = LETTERS.get(random.nextInt(LETTERS.size()));
        List<String> ids = new ArrayList<>();
        int count = Math.max(20, Math.min(MOST_AGENTS, bytes / longest));
        for (int agent = 0; agent < count; agent++) {
            ids.add(padded(agent, letter, longest / 2 + random.nextInt(longest / 2 + 1)));
        }
        return ids;
    }

    /** A name of its own, of at most so many bytes. */
    private static String padded(int number, String letter, int bytes) {
        String begin = String.format("%06d", number);
        return begin + letter.repeat((int) ((bytes - begin.length()) / RecordRoom.bytes(letter)));
    }
}
