package io.blackroad.sink.memory;

import static io.blackroad.sink.memory.Layouts.bytes;

import io.blackroad.sink.memory.Groups.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks the owner of each key, all shards at the same time. Three answers are not the last word: the server follows another
 * layout (learn it or tell it, ask again), the key has not arrived at its new owner (bring it over, ask again), and no answer
 * (the keys of that shard fail, the others do not).
 */
final class Router {
    /** Layouts change seldom and one step at a time; more rounds than this mean that something is wrong. */
    private static final int ROUNDS = 12;

    private static final long PAUSE_NANOS = 2_000_000;

    private final Links links;
    private final Layouts layouts;
    private final Mover mover;

    Router(Links links, Layouts layouts, Mover mover) {
        this.links = links;
        this.layouts = layouts;
        this.mover = mover;
    }

    private record Flight(Group group, RedisLink link, CompletableFuture<Object> answer) {}

    /** One batch on its way; the answers come in the order of the asks. */
    private final class Batch {
        private final Script script;
        private final List<Ask> asks;
        private final List<Answer<Object>> answers;
        private final Collection<Integer> open = new TreeSet<>();

        Batch(Script script, List<Ask> asks) {
            this.script = script;
            this.asks = asks;
            this.answers = new ArrayList<>(asks.size());
            for (int index = 0; index < asks.size(); index++) {
                answers.add(null);
                open.add(index);
            }
        }

        void round() {
            Layout layout = layouts.current();
            List<Flight> flights = new ArrayList<>();
            Groups.of(layout, asks, List.copyOf(open))
                    .forEach(group -> attempt(group, () -> {
                        // Only then is what lies at the source sure to be written by nobody any more.
                        group.place().movesFrom().ifPresent(layouts::confirm);
                        flights.add(send(layout, group));
                    }));
            Map<Layout.Place, List<String>> missing = new LinkedHashMap<>();
            flights.forEach(flight -> attempt(flight.group(), () -> land(flight, missing)));
            missing.forEach((place, keys) -> attempt(failing(place), () -> mover.bring(layout, place, keys)));
        }

        private Flight send(Layout layout, Group group) {
            boolean moves = group.place().source() != null;
            List<String> keys = new ArrayList<>(List.of(Keys.LAYOUT_ID, Keys.ARRIVALS));
            List<byte[]> arguments = new ArrayList<>(List.of(bytes(layout.id()), bytes(moves ? "1" : "0")));
            for (int index : group.indexes()) {
                keys.add(asks.get(index).key());
                arguments.addAll(asks.get(index).arguments());
            }
            RedisLink link = links.to(group.place().owner());
            return new Flight(group, link, link.eval(script, keys, arguments));
        }

        private void land(Flight flight, Map<Layout.Place, List<String>> missing) {
            List<?> replies = (List<?>) links.await(flight.link(), flight.answer());
            for (int at = 0; at < replies.size(); at++) {
                int index = flight.group().indexes().get(at);
                if (Long.valueOf(0).equals(replies.get(at))) {
                    missing.computeIfAbsent(flight.group().place(), place -> new ArrayList<>())
                            .add(asks.get(index).key());
                } else {
                    answer(index, Answer.of(replies.get(at)));
                }
            }
        }

        /** All keys that wait at a place. */
        private Group failing(Layout.Place place) {
            Layout layout = layouts.current();
            return new Group(
                    place,
                    open.stream()
                            .filter(index ->
                                    layout.place(asks.get(index).agentId()).equals(place))
                            .toList());
        }

        /** A failure is the answer to all keys of the group; a stale layout is none, they stay open. */
        private void attempt(Group group, Runnable step) {
            try {
                try {
                    step.run();
                } catch (StaleLayoutException e) {
                    layouts.reconcile(e.server());
                }
            } catch (MemoryException e) {
                group.indexes().forEach(index -> answer(index, Answer.failed(e)));
            }
        }

        private void answer(int index, Answer<Object> answer) {
            if (open.remove(index)) {
                answers.set(index, answer);
            }
        }
    }

    List<Answer<Object>> ask(Script script, List<Ask> asks) {
        Batch batch = new Batch(script, asks);
        for (int round = 0; round < ROUNDS && !batch.open.isEmpty(); round++) {
            if (round > 1) {
                LockSupport.parkNanos(PAUSE_NANOS * round);
            }
            batch.round();
        }
        List.copyOf(batch.open)
                .forEach(index -> batch.answer(
                        index,
                        Answer.failed(new MemoryException("the layout of the shards changed " + ROUNDS + " times while "
                                + asks.get(index).key() + " was asked for; ask again"))));
        return batch.answers;
    }
}
