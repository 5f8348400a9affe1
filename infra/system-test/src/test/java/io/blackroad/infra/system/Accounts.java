package io.blackroad.infra.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.system.fleet.Outcomes;
import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.Event.Accounted;
import io.blackroad.infra.system.history.Event.Lettered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What streams say in the end became of the facts of each topic, and the dead letters that they wrote. */
final class Accounts {
    /** A letter is counted before its transaction ends, and can be read afterwards. */
    private static final Duration LETTERS_LIMIT = Duration.ofSeconds(30);

    private static final long PAUSE_NANOS = 200_000_000;

    private Accounts() {}

    /**
     * As events for the judge.
     *
     * @param balance in which nothing is pending
     * @param others facts of a topic that the judge hears nothing of; they must be applied
     */
    static List<Event> of(JsonNode balance, ToLongFunction<String> others, String bootstrapServers) {
        List<Accounted> accounts = new ArrayList<>();
        for (JsonNode topic : balance.path("topics")) {
            String name = topic.path("topic").asText();
            accounts.add(new Accounted(
                    name,
                    topic.path("applied").asLong() - others.applyAsLong(name),
                    topic.path("duplicate").asLong(),
                    topic.path("late").asLong(),
                    topic.path("deadLettered").asLong(),
                    topic.path("pending").asLong()));
        }
        List<Event> events = new ArrayList<>(accounts);
        events.addAll(letters(accounts, bootstrapServers));
        return events;
    }

    /** Read again until there are as many as are counted; where they never come the judge finds those that lack. */
    private static List<Lettered> letters(List<Accounted> accounts, String bootstrapServers) {
        Set<String> topics = accounts.stream().map(Accounted::topic).collect(Collectors.toSet());
        long counted = accounts.stream().mapToLong(Accounted::deadLettered).sum();
        long end = System.nanoTime() + LETTERS_LIMIT.toNanos();
        List<Lettered> letters = Outcomes.letters(bootstrapServers);
        while (ofTopics(letters, topics) < counted && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
            letters = Outcomes.letters(bootstrapServers);
        }
        return letters;
    }

    private static long ofTopics(List<Lettered> letters, Set<String> topics) {
        return letters.stream()
                .filter(letter -> topics.contains(letter.topic()))
                .count();
    }
}
