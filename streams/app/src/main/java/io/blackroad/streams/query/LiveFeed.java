package io.blackroad.streams.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.streams.live.LiveStreams;
import io.blackroad.streams.live.Marks;
import io.blackroad.streams.live.Seat;
import io.blackroad.streams.live.SeriesBook;
import io.blackroad.streams.live.Sight;
import io.blackroad.streams.live.TargetPoint;
import io.blackroad.streams.live.View;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the fleet once a second while somebody watches, by asking every instance for its part, and shows it to all
 * readers of the stream. So a browser needs one connection to any instance. Between instances go two bytes an agent, and
 * the names only when they have changed.
 */
final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** Beats without a reader after which it rests; until then one that comes back can go on. */
    private static final int BEATS_TO_REST = 30;

    /** A decision is readable some time after the tick that it is of, which its time is. */
    private static final Duration LATEST = Duration.ofSeconds(30);

    private static final Comparator<ObjectNode> NEWEST_FIRST = Comparator.comparing(DecisionKey::of);

    private final Everyone everyone;
    private final InstantSource clock;
    private final LiveSource source;
    private final LiveStreams streams;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "live-feed");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, List<Seat>> seatings = Map.of();
    private Instant since = Instant.EPOCH;
    private int unwatched = BEATS_TO_REST;
    private long beat;

    LiveFeed(LocalState state, InstantSource clock, Everyone everyone) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        this.everyone = everyone;
        this.clock = clock;
        this.source = new LiveSource(state, clock, run);
        this.streams = new LiveStreams(run, this::arrived);
    }

    /** All readers. */
    LiveStreams streams() {
        return streams;
    }

    /** Starts to look. */
    void start() {
        beats.scheduleAtFixedRate(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The part of this instance, for another one. Readers come here only when they cannot be served. */
    Answer part(Ask ask) {
        Parameters parameters = Parameters.of(ask, "since", "known");
        Instant from = parameters.since(clock.instant());
        List<String> known = parameters.list("known");
        parameters.check();
        if (ask.hop()) {
            return Answer.json(source.part(from == null ? Instant.EPOCH : from, known));
        }
        if (from != null || !known.isEmpty()) {
            throw Problem.of(ProblemType.INVALID_PARAMETER, "since and known are for questions between instances")
                    .exception();
        }
        throw Problem.of(
                        ProblemType.TOO_MANY_READERS,
                        LiveStreams.MAX_READERS
                                + " readers are served at once, or the instance stops; come again, or ask "
                                + "another instance")
                .exception();
    }

    private void arrived() {
        try {
            beats.execute(() -> {
                if (unwatched >= BEATS_TO_REST) {
                    beat();
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("a reader came while the instance stops", e);
        }
    }

    private void beat() {
        try {
            if (unwatched < BEATS_TO_REST || streams.readers() > 0) {
                look();
            } else if (beat++ % SeriesBook.INTERVAL_SECONDS == 0) {
                source.sample();
            }
        } catch (StateUnavailableException e) {
            LOG.debug("no series now", e);
        } catch (RuntimeException e) {
            LOG.warn("no view of the fleet this second", e);
        }
    }

    private void look() {
        unwatched = streams.readers() > 0 ? 0 : unwatched + 1;
        if (unwatched >= BEATS_TO_REST) {
            streams.rest();
            seatings = Map.of();
            since = Instant.EPOCH;
            return;
        }
        streams.show(view());
    }

    private View view() {
        Instant now = clock.instant();
        Set<String> known = seatings.keySet();
        Ask ask = new Ask(
                LiveStreams.PATH,
                Map.of(),
                known.isEmpty()
                        ? Map.of("since", List.of(since.toString()))
                        : Map.of("since", List.of(since.toString()), "known", List.of(String.join(",", known))),
                false);
        Map<String, List<Seat>> next = new HashMap<>();
        List<LivePart> parts = new ArrayList<>();
        List<Sight> sights = new ArrayList<>();
        for (LivePart part : everyone.parts(ask, LivePart.class, () -> source.part(since, known))) {
            List<Seat> seats = part.seats() == null ? seatings.get(part.seating()) : part.seats();
            try {
                sights.addAll(Marks.read(seats, part.marks()));
                next.put(part.seating(), seats);
                parts.add(part);
            } catch (IllegalArgumentException | NullPointerException e) {
                LOG.warn("a part of the fleet cannot be read and is left out", e);
            }
        }
        seatings = next;
        Set<String> missing = missing(parts);
        if (missing.isEmpty()) {
            since = now.minus(LATEST);
        }
        return new View(now, sights, missing, points(parts), decisions(parts));
    }

    private Set<String> missing(List<LivePart> parts) {
        try {
            return everyone.missing(parts, Keyspace.AGENT, Keyspace.TARGET).stream()
                    .map(Partition::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (StateUnavailableException e) {
            return Set.of("all");
        }
    }

    private static List<TargetPoint> points(List<LivePart> parts) {
        return parts.stream().flatMap(part -> part.points().stream()).toList();
    }

    private static List<ObjectNode> decisions(List<LivePart> parts) {
        Set<ObjectNode> decisions = new TreeSet<>(NEWEST_FIRST);
        parts.forEach(part -> decisions.addAll(part.decisions()));
        return decisions.stream().limit(LiveSource.MAX_DECISIONS).toList();
    }

    @Override
    public void close() {
        beats.shutdownNow();
        streams.close();
    }
}
