package io.blackroad.gpu;

import static io.blackroad.gpu.LeaseDecision.Kind.EXPIRED;
import static io.blackroad.gpu.LeaseDecision.Kind.GRANTED;
import static io.blackroad.gpu.LeaseDecision.Kind.QUEUED;
import static io.blackroad.gpu.LeaseDecision.Kind.REJECTED;
import static io.blackroad.gpu.LeaseDecision.Kind.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.decision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GpuLedgerTest {
    private static final long GB = 1_000_000_000L;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private GpuPool pool = GpuPool.EMPTY;
    private GpuPolicy policy = GpuPolicy.DEFAULT;
    private Instant now = NOW;

    @Test
    void grantsAShareOfOneCard() {
        nodes(h100("n1", 8));
        LeaseDecision decision = only(ask("a", GpuShape.ofMemory(40 * GB)));
        assertThat(decision.kind()).isEqualTo(GRANTED);
        assertThat(decision.reason()).isEqualTo("card 0 of n1, 40.0 GB");
        assertThat(decision.lease().epoch()).isEqualTo(1);
    }

    @Test
    void twoCardsWithTwentyFreeDoNotServeForty() {
        nodes(h100("n1", 2));
        ask("a", GpuShape.ofMemory(60 * GB));
        ask("b", GpuShape.ofMemory(60 * GB));
        LeaseDecision decision = only(ask("c", GpuShape.ofMemory(40 * GB)));
        assertThat(decision.kind()).isEqualTo(QUEUED);
        assertThat(decision.position()).isEqualTo(1);
        assertThat(decision.reason())
                .isEqualTo("waits for 1 card with 40.0 GB: place 1, at most 64 grants can delay it");
    }

    @Test
    void aGangIsGrantedOnOneNodeOnly() {
        nodes(h100("n1", 2), h100("n2", 2), h100("n3", 4));
        ask("a", new GpuShape(1, 1_000, 0, List.of(), Host.NOTHING));
        LeaseDecision gang = only(ask("b", GpuShape.ofCards(4)));
        assertThat(gang.lease().node()).isEqualTo("n3");
        assertThat(gang.lease().cards()).containsExactly(0, 1, 2, 3);
        assertThat(only(ask("c", GpuShape.ofCards(4))).kind()).isEqualTo(QUEUED);
    }

    @Test
    void whatNoNodeCouldEverHoldIsRefusedWithWhatThereIs() {
        nodes(h100("n1", 8));
        assertThat(only(ask("a", GpuShape.ofMemory(90 * GB))))
                .extracting(LeaseDecision::kind, LeaseDecision::reason)
                .containsExactly(
                        REJECTED,
                        "no node could ever hold 1 card with 90.0 GB on one machine; there is 8 x H100 80.0 GB");
        assertThat(only(ask("b", new GpuShape(16, 1_000, 0, List.of("H100"), Host.NOTHING)))
                        .reason())
                .startsWith("no node could ever hold whole 16 cards (H100)");
    }

    @Test
    void withoutNodesARequestWaitsForThem() {
        assertThat(only(ask("a", GpuShape.ofMemory(90 * GB))).kind()).isEqualTo(QUEUED);
        assertThat(nodes(GpuNode.of("big", "B200", 8, 180 * GB)))
                .extracting(LeaseDecision::kind)
                .containsExactly(GRANTED);
    }

    @Test
    void askingTwiceIsAskingOnce() {
        nodes(h100("n1", 1));
        ask("a", GpuShape.ofCards(1));
        assertThat(ask("a", GpuShape.ofCards(1))).isEmpty();
        ask("b", GpuShape.ofCards(1));
        assertThat(ask("b", GpuShape.ofCards(1))).isEmpty();
        assertThat(pool.waiting()).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackGoesToTheNext() {
        nodes(h100("n1", 1));
        ask("a", GpuShape.ofCards(1));
        ask("b", GpuShape.ofCards(1));
        ask("c", GpuShape.ofCards(1));
        assertThat(decide(new GpuEvent.Released("a", "r")))
                .extracting(LeaseDecision::kind, decision -> decision.request().agentId())
                .containsExactly(tuple(RELEASED, "a"), tuple(GRANTED, "b"));
        assertThat(pool.position("c", "r")).isEqualTo(1);
        assertThat(pool.epoch()).isEqualTo(2);
    }

    @Test
    void whoeverIsGoneHoldsAndWaitsForNothing() {
        nodes(h100("n1", 1));
        ask("a", GpuShape.ofCards(1));
        ask("b", GpuShape.ofCards(1));
        decide(new GpuEvent.Requested(new GpuRequest("a", "second", GpuShape.ofCards(1))));
        assertThat(decide(new GpuEvent.Gone("a", "was not heard of for 30 s")))
                .extracting(LeaseDecision::kind, LeaseDecision::reason)
                .containsExactly(
                        tuple(EXPIRED, "a was not heard of for 30 s"),
                        tuple(EXPIRED, "a was not heard of for 30 s"),
                        tuple(GRANTED, "card 0 of n1, 80.0 GB"));
    }

    @Test
    void aDrainingNodeGetsNothingAndLeavesOnceItIsIdle() {
        nodes(h100("n1", 1), h100("n2", 1));
        LeaseDecision first = only(ask("a", GpuShape.ofCards(1)));
        String busy = first.lease().node();
        GpuNode other = busy.equals("n1") ? h100("n2", 1) : h100("n1", 1);
        nodes(other);
        ask("b", GpuShape.ofCards(1));
        assertThat(only(ask("c", GpuShape.ofCards(1))).kind()).isEqualTo(QUEUED);
        assertThat(pool.nodes()).hasSize(2);
        assertThat(decide(new GpuEvent.Released("a", "r")))
                .extracting(LeaseDecision::kind)
                .containsExactly(RELEASED);
        assertThat(pool.nodes()).extracting(state -> state.node().id()).containsExactly(other.id());
    }

    @Test
    void aNodeWithOtherCardsThanBeforeDrainsFirst() {
        nodes(h100("n1", 1));
        ask("a", GpuShape.ofCards(1));
        nodes(h100("n1", 2));
        assertThat(pool.nodes().get(0).cards()).isEqualTo(1);
        decide(new GpuEvent.Released("a", "r"));
        nodes(h100("n1", 2));
        assertThat(pool.nodes().get(0).cards()).isEqualTo(2);
    }

    @Test
    void nobodyWaitsLongerThanPatienceAllows() {
        nodes(h100("n1", 1));
        ask("a", GpuShape.ofCards(1));
        ask("b", GpuShape.ofCards(1));
        now = NOW.plus(Duration.ofMinutes(59));
        assertThat(decide(new GpuEvent.Ticked())).isEmpty();
        now = NOW.plus(Duration.ofMinutes(60));
        assertThat(decide(new GpuEvent.Ticked()))
                .extracting(LeaseDecision::kind, LeaseDecision::reason)
                .containsExactly(tuple(EXPIRED, "waited 60 minutes for whole 1 card"));
    }

    @Test
    void theFirstIsNotDelayedByASmallOneThatItWouldHaveToWaitFor() {
        policy = new GpuPolicy(10, Duration.ofHours(1), Duration.ZERO);
        nodes(h100("n1", 2));
        ask("a", GpuShape.ofCards(1));
        ask("gang", GpuShape.ofCards(2));
        assertThat(only(ask("small", GpuShape.ofMillis(100))).kind()).isEqualTo(QUEUED);
        assertThat(decide(new GpuEvent.Released("a", "r")))
                .extracting(decision -> decision.request().agentId())
                .containsExactly("a", "gang");
    }

    @Test
    void aSmallOneMayPassWhereTheFirstWouldFitAsSoonWithIt() {
        nodes(h100("n1", 1));
        ask("a", GpuShape.ofMillis(700));
        ask("first", GpuShape.ofMillis(500));
        LeaseDecision small = only(ask("small", GpuShape.ofMillis(300)));
        assertThat(small.kind()).isEqualTo(GRANTED);
        assertThat(decide(new GpuEvent.Released("a", "r")))
                .extracting(decision -> decision.request().agentId())
                .containsExactly("a", "first");
    }

    @Test
    void allCardsOfAnotherModelAreFreeForThoseBehind() {
        nodes(h100("n1", 1), GpuNode.of("n2", "L4", 1, 24 * GB));
        ask("a", new GpuShape(1, 1_000, 0, List.of("H100"), Host.NOTHING));
        ask("first", new GpuShape(1, 1_000, 0, List.of("H100"), Host.NOTHING));
        assertThat(only(ask("other", GpuShape.ofMemory(20 * GB))).lease().node())
                .isEqualTo("n2");
    }

    @Test
    void idleNodesMayLeaveAndTheQueueNamesTheNodesItLacks() {
        nodes(h100("n1", 2), GpuNode.of("n2", "L4", 1, 24 * GB));
        now = NOW.plus(Duration.ofMinutes(15));
        assertThat(NodeAdvice.of(policy, pool, now).removable()).containsExactly("n1", "n2");
        ask("a", GpuShape.ofCards(2));
        assertThat(NodeAdvice.of(policy, pool, now).removable()).containsExactly("n2");
        ask("b", new GpuShape(1, 1_000, 0, List.of("H100"), Host.NOTHING));
        ask("c", new GpuShape(1, 500, 0, List.of("H100"), Host.NOTHING));
        ask("d", GpuShape.ofCards(2));
        assertThat(NodeAdvice.of(policy, pool, now))
                .isEqualTo(new NodeAdvice(List.of(), java.util.Map.of("2 x H100 80.0 GB", 2), 0));
    }

    @Test
    void poolsOfSeveralThreadsBeginWithTheSameEmptyOneAndDoNotMeet() {
        GpuRequest request = new GpuRequest("a", "r", GpuShape.ofMemory(40 * GB));
        assertThat(IntStream.range(0, 4_000).parallel().mapToObj(number -> {
                    GpuNode node = GpuNode.of("n1", "model-" + number, 2, 80 * GB);
                    GpuPool own = GpuLedger.decide(policy, GpuPool.EMPTY, new GpuEvent.NodesChanged(List.of(node)), now)
                            .state();
                    return GpuLedger.decide(policy, own, new GpuEvent.Requested(request), now)
                            .decisions()
                            .get(0)
                            .kind();
                }))
                .containsOnly(GRANTED);
    }

    private List<LeaseDecision> ask(String agent, GpuShape shape) {
        return decide(new GpuEvent.Requested(new GpuRequest(agent, "r", shape)));
    }

    private List<LeaseDecision> nodes(GpuNode... nodes) {
        return decide(new GpuEvent.NodesChanged(List.of(nodes)));
    }

    private List<LeaseDecision> decide(GpuEvent event) {
        Outcome<GpuPool, LeaseDecision> outcome = GpuLedger.decide(policy, pool, event, now);
        pool = outcome.state();
        return outcome.decisions();
    }

    private static LeaseDecision only(List<LeaseDecision> decisions) {
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    private static GpuNode h100(String id, int cards) {
        return GpuNode.of(id, "H100", cards, 80 * GB);
    }
}
