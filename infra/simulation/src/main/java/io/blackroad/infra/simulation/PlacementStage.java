package io.blackroad.infra.simulation;

import io.blackroad.decision.Outcome;
import io.blackroad.placement.PlacementDecision;
import io.blackroad.placement.PlacementInput;
import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.placement.PlacementPolicy;
import io.blackroad.placement.PlacementState;
import io.blackroad.placement.RebalancePolicy;
import io.blackroad.placement.Residence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/** The placement of one region: a tick is decided on when every partition that speaks has ended it. */
final class PlacementStage extends Stage<PlacementStage.Kept> {
    /** Everything sooner than it usually is, or a world would be over before anything is given up. */
    static final PlacementPolicy POLICY =
            new PlacementPolicy(new RebalancePolicy(120, 80, 105, 95, 50, 30, 12_000), 14_000, 6_000, 2_000, 5_000);

    private static final long MOST_TICKS = 60;
    private static final long MOST_APART_TICKS = 15;

    private final String region;
    private final Channels out;
    private final Surroundings around;
    private final Speakers speakers;
    private final long[] ended = new long[Channels.PARTITIONS];
    private final boolean[] live = new boolean[Channels.PARTITIONS];
    private final Silence[] silences = new Silence[Channels.PARTITIONS];
    private PlacementState placed = PlacementState.EMPTY;
    private long tick;
    private List<Channels.News> open = new ArrayList<>();

    /** Since when a partition says again and again that nobody speaks in it, by the time of the others. */
    private record Silence(long said, long since, long last) {}

    /** What is logged. Which partition spoke when, and how far it is, is not. */
    record Kept(PlacementState placed, long tick, List<Channels.News> open) {}

    PlacementStage(int region, Channels in, Channels out, Surroundings around) {
        super("placement-" + Sites.REGIONS.get(region), List.of(in.news.get(region)));
        this.region = Sites.REGIONS.get(region);
        this.out = out;
        this.around = around;
        this.speakers = new Speakers(around.clock());
        begin();
    }

    @Override
    Kept state() {
        return new Kept(placed, tick, List.copyOf(open));
    }

    @Override
    void restore(Kept survived) {
        placed = survived.placed();
        tick = survived.tick();
        open = new ArrayList<>(survived.open());
        speakers.forget();
        java.util.Arrays.fill(ended, 0);
        java.util.Arrays.fill(live, false);
        java.util.Arrays.fill(silences, null);
    }

    @Override
    void take(int source, Object record) {
        Channels.News news = (Channels.News) record;
        if (news.quiet()) {
            silence(news);
            return;
        }
        if (news.decided() && !around.places(region)) {
            return;
        }
        if (!news.said().isEmpty() || news.scaleIn() != null) {
            open.add(news);
        }
        if (!news.decided()) {
            if (news.ends()) {
                ended[news.partition()] = news.tick();
                live[news.partition()] = news.live();
            }
            speakers.heard(region, news.partition());
            close();
        }
    }

    /** Who is in a partition in which nobody speaks is lost by the time of the others. */
    private void silence(Channels.News news) {
        Silence before = silences[news.partition()];
        long now = Math.max(tick, news.tick());
        boolean goesOn = before != null && before.said() == news.tick() && now - before.last() <= MOST_APART_TICKS;
        long since = goesOn ? before.since() : now;
        silences[news.partition()] = new Silence(news.tick(), since, now);
        if ((now - since) * AgentStage.TICK > AgentStage.LOST) {
            silences[news.partition()] = null;
            List<Residence> lost = placed.lost(agentId -> Courier.partition(agentId) == news.partition());
            open.add(Channels.News.part(news.partition(), tick + 1, lost));
        }
    }

    @Override
    void look() {
        if (around.places(region)) {
            close();
        }
    }

    private void close() {
        IntPredicate holdsBack = speakers.holdingBack(region);
        long held = Long.MAX_VALUE;
        long newest = 0;
        boolean all = true;
        for (int partition = 0; partition < Channels.PARTITIONS; partition++) {
            newest = Math.max(newest, ended[partition]);
            if (holdsBack.test(partition)) {
                held = Math.min(held, ended[partition]);
                all &= live[partition] || ended[partition] == 0;
            }
        }
        long closed = Math.min(held, newest);
        for (long next = Math.max(tick + 1, closed - MOST_TICKS); next <= closed; next++) {
            decide(next, all);
        }
    }

    private void decide(long closing, boolean isLive) {
        List<Residence> said = new ArrayList<>();
        List<ScaleIn> scaleIns = new ArrayList<>();
        for (Channels.News news : open) {
            if (news.tick() <= closing) {
                said.addAll(news.said());
                if (news.scaleIn() != null) {
                    scaleIns.add(news.scaleIn());
                }
            }
        }
        open.removeIf(news -> news.tick() <= closing);
        said.sort(Comparator.comparing(Residence::agentId));
        scaleIns.sort(Comparator.comparing(ScaleIn::decisionId));
        PlacementInput input = new PlacementInput(around.workers().apply(region), said, scaleIns, isLive);
        Instant end = LoadStage.instant(closing * AgentStage.TICK);
        Outcome<PlacementState, PlacementDecision> outcome = PlacementBugs.decide(placed, input, end, around.bug());
        placed = outcome.state();
        tick = closing;
        emit(out.turns, new Channels.Turned(region, input, end, placed, outcome.decisions()));
    }
}
