package io.blackroad.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.placement.RebalanceRounds.Round;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RebalancePropertyTest {
    private static final RebalancePolicy POLICY = RebalancePolicy.DEFAULT;
    private static final int EVERY_MILLIS = 5_000;

    @Property(tries = 300)
    void theOrderInWhichTheRegionIsGivenDoesNotMatter(@ForAll long seed, @ForAll boolean unfinished) {
        Random random = new Random(seed);
        List<Worker> workers = region(random, 8);
        RebalancePlan plan = Rebalance.plan(workers, POLICY, unfinished, 0);
        assertThat(Rebalance.plan(shuffled(workers, random), POLICY, unfinished, 0))
                .isEqualTo(plan);
    }

    @Property(tries = 300)
    void everyRoundKeepsItsSharesAndNeverMovesAnAgentTwice(@ForAll long seed) {
        List<Worker> before = region(new Random(seed), 8);
        Set<String> moved = new HashSet<>();
        for (Round round : new RebalanceRounds(POLICY, EVERY_MILLIS).play(before, 40)) {
            assertShares(before, round.plan());
            round.plan()
                    .moves()
                    .forEach(move -> assertThat(moved.add(move.agentId())).isTrue());
            assertThat(agents(round.after())).isEqualTo(agents(before));
            before = round.after();
        }
    }

    @Property(tries = 300)
    void noWorkerThatGetsAnAgentEndsOverTheMean(@ForAll long seed) {
        List<Worker> workers = region(new Random(seed), 8).stream()
                .filter(worker -> worker.state() == Worker.State.LIVE)
                .toList();
        if (workers.isEmpty()) {
            return;
        }
        long total = workers.stream().mapToLong(RebalancePropertyTest::load).sum();
        RebalancePlan plan = Rebalance.plan(workers, POLICY, true, 0);
        Set<String> receivers = plan.moves().stream().map(Move::toWorker).collect(Collectors.toSet());
        for (Worker worker : RebalanceRounds.moved(workers, plan.moves(), 0)) {
            if (receivers.contains(worker.name())) {
                assertThat((load(worker) - 1) * workers.size()).isLessThan(total);
            }
        }
    }

    @Property(tries = 200)
    void agentsOfEqualLoadAreBalancedWithTheFewestMoves(
            @ForAll @IntRange(min = 2, max = 12) int size, @ForAll long seed) {
        Random random = new Random(seed);
        List<Worker> workers = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            workers.add(equal("w-" + number, random.nextInt(200)));
        }
        RebalancePlan first = Rebalance.plan(workers, POLICY, true, 0);
        List<Round> rounds = new RebalanceRounds(POLICY, EVERY_MILLIS).play(workers, 200);
        if (Rebalance.plan(workers, POLICY, false, 0).moves().isEmpty()) {
            assertThat(rounds).isEmpty();
            return;
        }
        int moves =
                rounds.stream().mapToInt(round -> round.plan().moves().size()).sum();
        assertThat(moves).isEqualTo(first.lowerBound());
        assertThat(rounds.get(rounds.size() - 1).plan().unfinished()).isFalse();
    }

    private static void assertShares(List<Worker> before, RebalancePlan plan) {
        Map<String, Worker> byName = before.stream().collect(Collectors.toMap(Worker::name, worker -> worker));
        Map<String, Integer> left = new HashMap<>();
        int running = 0;
        for (Move move : plan.moves()) {
            Worker from = byName.get(move.fromWorker());
            assertThat(byName.get(move.toWorker()).state()).isEqualTo(Worker.State.LIVE);
            if (from.state() != Worker.State.LOST) {
                running++;
            }
            if (from.state() == Worker.State.LIVE) {
                left.merge(from.name(), 1, Integer::sum);
            }
        }
        left.forEach((name, count) -> assertThat(count)
                .isLessThanOrEqualTo(Math.max(1, byName.get(name).residents().size() / 4)));
        int all = before.stream()
                .filter(worker -> worker.state() == Worker.State.LIVE || worker.state() == Worker.State.DRAINING)
                .mapToInt(worker -> worker.residents().size())
                .sum();
        assertThat(running).isLessThanOrEqualTo(Math.max(1, all / 10));
    }

    private static Set<String> agents(List<Worker> workers) {
        return workers.stream()
                .flatMap(worker -> worker.residents().stream())
                .map(Resident::agentId)
                .collect(Collectors.toSet());
    }

    private static long load(Worker worker) {
        return worker.residents().stream().mapToLong(Resident::load).sum();
    }

    private static List<Worker> region(Random random, int size) {
        List<Worker> workers = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            Worker.State[] states = Worker.State.values();
            Worker.State state = random.nextInt(3) > 0 ? Worker.State.LIVE : states[random.nextInt(states.length)];
            List<Resident> residents = new ArrayList<>();
            int count = random.nextInt(60);
            for (int agent = 0; agent < count; agent++) {
                String id = "a-" + number + "-" + agent;
                residents.add(new Resident(id, 1 + random.nextInt(9), random.nextBoolean(), Resident.NEVER));
            }
            workers.add(new Worker("w-" + number, state, residents));
        }
        return workers;
    }

    private static Worker equal(String name, int count) {
        List<Resident> residents = new ArrayList<>();
        for (int agent = 0; agent < count; agent++) {
            residents.add(new Resident(name + "-" + agent, 1, false, Resident.NEVER));
        }
        return new Worker(name, Worker.State.LIVE, residents);
    }

    private static List<Worker> shuffled(List<Worker> workers, Random random) {
        List<Worker> shuffled = new ArrayList<>();
        for (Worker worker : workers) {
            List<Resident> residents = new ArrayList<>(worker.residents());
            Collections.shuffle(residents, random);
            shuffled.add(new Worker(worker.name(), worker.state(), residents));
        }
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
