package io.blackroad.sink.keda;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.Survey;
import io.blackroad.sink.controller.TargetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandingsTest {
    private static final TargetId API = new TargetId("us-east", "api");
    private static final TargetId GPU = new TargetId("us-east", "gpu");

    private final Standings standings = new Standings();

    private static Survey seen(TargetId id, int told) {
        return seen(id, 1, told);
    }

    private static Survey seen(TargetId id, long sequence, int told) {
        return new Survey(Map.of(id, new ReplicaCount(told, told, sequence)), Map.of());
    }

    @Test
    void aLookThatBeganBeforeADecisionDoesNotTakeItBack() {
        List<Integer> told = new ArrayList<>();
        standings.onChange(() -> standings.of(API).ifPresent(told::add));
        standings.look(() -> seen(API, 0));
        standings.look(() -> {
            standings.put(API, 1, 2);
            return seen(API, 0);
        });
        assertThat(told).containsExactly(0, 2, 2);
        standings.look(() -> seen(API, 3));
        assertThat(standings.of(API)).contains(3);
    }

    @Test
    void whatIsGoneIsForgottenAndWhatCouldNotBeSeenStays() {
        standings.look(() -> seen(API, 4));
        standings.put(GPU, 1, 1);
        standings.look(() -> new Survey(Map.of(), Map.of(API, "there is no Deployment")));
        assertThat(standings.of(API)).contains(4);
        assertThat(standings.of(GPU)).isEmpty();
    }

    @Test
    void whatWasDecidedDuringALookThatDoesNotKnowItStays() {
        standings.look(() -> {
            standings.put(GPU, 1, 1);
            return seen(API, 4);
        });
        assertThat(standings.of(GPU)).contains(1);
    }

    @Test
    void whoStoodStillAfterADecisionDoesNotTakeBackTheNextOne() {
        standings.look(() -> seen(API, 8, 3));
        standings.put(API, 7, 0);
        assertThat(standings.of(API)).contains(3);
        standings.put(API, 9, 5);
        assertThat(standings.of(API)).contains(5);
    }

    @Test
    void aLookThatSawTheNextDecisionStandsAlsoWhereOneWasToldMeanwhile() {
        standings.look(() -> {
            standings.put(API, 7, 0);
            return seen(API, 8, 3);
        });
        assertThat(standings.of(API)).contains(3);
    }

    @Test
    void ofTwoLooksTheOneThatBeganFirstTakesNothingBack() {
        standings.look(() -> {
            standings.look(() -> seen(API, 8, 3));
            return seen(API, 7, 0);
        });
        assertThat(standings.of(API)).contains(3);
    }

    @Test
    void whereTheMarkOfADecisionWasTakenAwayItsSequenceIsForgotten() {
        standings.put(API, 8, 3);
        standings.look(() -> seen(API, 0, 5));
        assertThat(standings.of(API)).contains(5);
        standings.put(API, 1, 2);
        assertThat(standings.of(API)).contains(2);
    }
}
