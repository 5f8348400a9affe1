package io.blackroad.streams.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Whatever happens to the fleet and however slowly somebody reads, what the reader knows is the fleet. */
class LiveFleetPropertyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Property(tries = 60)
    void everyReaderEndsWithTheFleet(@ForAll Random random) {
        LiveFleet fleet = new LiveFleet("run");
        Map<String, Sight> world = new TreeMap<>();
        List<PageModel> pages = List.of(new PageModel(), new PageModel(), new PageModel());
        long[] has = new long[pages.size()];
        for (int round = 0; round < 80; round++) {
            change(random, world);
            List<Sight> sights = new ArrayList<>(world.values());
            fleet.add(view(round, sights, Set.of()));
            for (int page = 0; page < pages.size(); page++) {
                if (page > 0 && random.nextInt(4) == 0) {
                    readPart(random, fleet.since(has[page]), pages.get(page));
                }
                boolean reads = random.nextInt(1 + 10 * page) == 0 || round == 79;
                if (reads) {
                    LiveFleet.Message message = fleet.since(has[page]);
                    assertThat(message.round()).isEqualTo(fleet.newest());
                    pages.get(page).read(message.bytes());
                    has[page] = message.round();
                    assertShows(pages.get(page), world);
                }
            }
        }
        assertThat(pages.get(0).head.path("skipped").asLong()).isZero();
    }

    /** The line is cut after some events and before the one with the id: the page goes on from the id that it has. */
    private static void readPart(Random random, LiveFleet.Message message, PageModel page) {
        String[] events = new String(message.bytes(), StandardCharsets.UTF_8).split("\n\n");
        for (String event : List.of(events).subList(0, random.nextInt(events.length))) {
            page.read(event);
        }
    }

    /** States and places to the letter; a load may lag by what nobody can see. */
    private static void assertShows(PageModel page, Map<String, Sight> world) {
        Map<String, String> shown = page.agents();
        assertThat(shown.keySet()).isEqualTo(world.keySet());
        world.forEach((id, sight) -> {
            String mark = shown.get(id);
            assertThat(mark)
                    .startsWith(sight.seat().region() + "/" + sight.seat().worker() + " "
                            + sight.state().letter());
            byte load = (byte) mark.charAt(mark.length() - 1);
            assertThat(Frames.distance(load, Frames.load(sight.loadPercent()))).isLessThanOrEqualTo(2);
        });
        assertThat(page.head.path("agents").asInt()).isEqualTo(world.size());
    }

    private static void change(Random random, Map<String, Sight> world) {
        if (random.nextInt(20) == 0) {
            world.clear();
        }
        int changes = random.nextInt(random.nextInt(4) == 0 ? 400 : 20);
        for (int i = 0; i < changes; i++) {
            String id = "a" + random.nextInt(500);
            if (random.nextInt(4) == 0) {
                world.remove(id);
                continue;
            }
            Seat seat = new Seat(id, "r" + random.nextInt(3), random.nextInt(5) == 0 ? "" : "w" + random.nextInt(9));
            SeatState state = SeatState.values()[random.nextInt(SeatState.values().length)];
            world.put(id, new Sight(seat, state, random.nextInt(130) - 5));
        }
    }

    @Test
    void agentsKeepTheirSeatsAndALittleChangeIsALittleText() {
        LiveFleet fleet = new LiveFleet("run");
        List<Sight> sights = fleet(30_000, 50);
        fleet.add(view(0, sights, Set.of()));
        byte[] all = fleet.since(LiveFleet.NOTHING).bytes();
        PageModel page = new PageModel();
        page.read(all);
        assertThat(page.ids.get(0)).isEqualTo("agent-0");
        assertThat(page.events).containsExactly("layout", "series", "decisions", "frame");
        int frame = all.length - new String(all, StandardCharsets.US_ASCII).indexOf("id: run.1");
        assertThat(frame).isBetween(60_000, 60 * 1_024);

        List<Sight> next = new ArrayList<>(sights);
        for (int i = 0; i < 300; i++) {
            next.set(100 * i, new Sight(sights.get(100 * i).seat(), SeatState.IDLE, 2));
        }
        for (int i = 1; i < 30_000; i += 2) {
            next.set(i, new Sight(sights.get(i).seat(), SeatState.BUSY, 53));
        }
        fleet.add(view(1, next, Set.of()));
        byte[] delta = fleet.since(1).bytes();
        assertThat(delta.length).isLessThan(300 * 5 + 300);
        page.read(delta);
        assertThat(page.ids.get(0)).isEqualTo("agent-0");
        assertThat((char) page.frame[0]).isEqualTo('I');
    }

    @Test
    void whoeverReadsSlowlyHearsHowMuchItMissed() {
        LiveFleet fleet = new LiveFleet("run");
        List<Sight> sights = fleet(10, 0);
        fleet.add(view(0, sights, Set.of()));
        PageModel page = new PageModel();
        page.read(fleet.since(LiveFleet.NOTHING).bytes());
        for (int round = 1; round <= 5; round++) {
            fleet.add(view(round, fleet(10, 10 * round), Set.of()));
        }
        page.read(fleet.since(1).bytes());
        assertThat(page.head.path("skipped").asInt()).isEqualTo(4);
        assertThat(page.head.path("round").asInt()).isEqualTo(6);
        assertThat(fleet.since(6)).isNull();
    }

    @Test
    void goesOnAfterAnIdAndStartsAnewAfterOneThatIsForgotten() {
        LiveFleet fleet = new LiveFleet("run");
        for (int round = 0; round <= LiveFleet.REMEMBERED; round++) {
            fleet.add(view(round, fleet(10, 2 * round), Set.of()));
        }
        assertThat(fleet.roundOf("run.2")).isEqualTo(2);
        assertThat(fleet.roundOf("run.1")).isEqualTo(LiveFleet.NOTHING);
        assertThat(fleet.roundOf("other.2")).isEqualTo(LiveFleet.NOTHING);
        assertThat(fleet.roundOf(null)).isEqualTo(LiveFleet.NOTHING);
        PageModel resumed = new PageModel();
        assertThat(new String(fleet.since(32).bytes(), StandardCharsets.US_ASCII))
                .doesNotContain("event: layout");
        resumed.read(fleet.since(1).bytes());
        assertThat(resumed.events).contains("layout", "frame");
        fleet.rest();
        assertThat(fleet.since(LiveFleet.NOTHING)).isNull();
        assertThat(fleet.roundOf("run.20")).isEqualTo(LiveFleet.NOTHING);
    }

    @Test
    void agentsThatNobodyCanSpeakForKeepTheirSeatsWithoutALoad() {
        LiveFleet fleet = new LiveFleet("run");
        fleet.add(view(0, fleet(4, 50), Set.of()));
        fleet.add(view(1, fleet(2, 50), Set.of("agent-1")));
        PageModel page = new PageModel();
        page.read(fleet.since(LiveFleet.NOTHING).bytes());
        assertThat(page.agents().values())
                .extracting(mark -> mark.substring(mark.length() - 2))
                .containsExactly("B:", "B:", "B~", "B~");
        assertThat(page.head.path("missingPartitions").get(0).asText()).isEqualTo("agent-1");
        fleet.add(view(2, fleet(2, 50), Set.of()));
        page.read(fleet.since(2).bytes());
        assertThat(page.agents()).hasSize(2);
    }

    @Test
    void agentsBeyondTheLimitAreCounted() {
        LiveFleet fleet = new LiveFleet("run");
        fleet.add(view(0, fleet(Seating.MAX_SEATS + 7, 50), Set.of()));
        PageModel page = new PageModel();
        page.read(fleet.since(LiveFleet.NOTHING).bytes());
        assertThat(page.head.path("agents").asInt()).isEqualTo(Seating.MAX_SEATS);
        assertThat(page.head.path("unseated").asInt()).isEqualTo(7);
    }

    @Test
    void aDecisionIsToldOnceAndNewestLast() {
        LiveFleet fleet = new LiveFleet("run");
        fleet.add(new View(NOON, List.of(), Set.of(), List.of(), List.of(decision(2), decision(1))));
        PageModel page = new PageModel();
        page.read(fleet.since(LiveFleet.NOTHING).bytes());
        fleet.add(new View(NOON, List.of(), Set.of(), List.of(), List.of(decision(3), decision(2))));
        page.read(fleet.since(1).bytes());
        assertThat(page.decisions).containsExactly("d1", "d2", "d3");
    }

    @Test
    void manyDecisionsLeaveTheNewest() {
        RecentDecisions recent = new RecentDecisions();
        for (int i = 1; i <= RecentDecisions.KEPT + 5; i++) {
            assertThat(recent.add(List.of(decision(i)))).hasSize(1);
        }
        assertThat(recent.all()).hasSize(RecentDecisions.KEPT);
        assertThat(recent.all().get(0).path("decisionId").asText()).isEqualTo("d6");
    }

    private static ObjectNode decision(int number) {
        return JsonNodeFactory.instance.objectNode().put("decisionId", "d" + number);
    }

    private static View view(int round, List<Sight> sights, Set<String> missing) {
        return new View(NOON.plusSeconds(round), sights, missing, List.of(), List.of());
    }

    private static List<Sight> fleet(int agents, int load) {
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i < agents; i++) {
            Seat seat = new Seat("agent-" + i, "us-east", String.format("w%04d", i / 30));
            sights.add(new Sight(seat, SeatState.BUSY, load));
        }
        return sights;
    }
}
