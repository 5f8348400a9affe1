package io.blackroad.infra.system.history;

import io.blackroad.infra.system.history.Event.Accounted;
import io.blackroad.infra.system.history.Event.Acknowledged;
import io.blackroad.infra.system.history.Event.Answered;
import io.blackroad.infra.system.history.Event.Decided;
import io.blackroad.infra.system.history.Event.Fault;
import io.blackroad.infra.system.history.Event.Healed;
import io.blackroad.infra.system.history.Event.Known;
import io.blackroad.infra.system.history.Event.Lettered;
import io.blackroad.infra.system.history.Event.Reader;
import io.blackroad.infra.system.history.Event.Stored;
import io.blackroad.infra.system.history.Event.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges a history. It is a function of the events alone, so each promise can be broken in a test and must be found here:
 * facts that were acknowledged are stored and counted once, those that are dead letters are written as such, decisions have one content and no gap, real targets only go
 * forward, nothing is taken away by our own fault, and answers are right or refused, and given again in the end. A run whose
 * fault met no work proves nothing and is void.
 */
public final class Checker {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int NO_ANSWER = 0;
    /** Partitions move for some seconds also when all has healed: whoever was killed comes back. */
    private static final Duration MOST_BEHIND = Duration.ofSeconds(30);

    /** Everything is whole again within a minute. */
    private static final Duration MOST_BEHIND_BROKEN = Duration.ofSeconds(60);

    private final List<Event> events;
    private final List<String> violations = new ArrayList<>();

    private Checker(List<Event> events) {
        this.events = events;
    }

    /** Every promise that was broken, in a sentence each; empty when all were kept. */
    public static List<String> violations(List<Event> events) {
        Checker checker = new Checker(events);
        checker.faultsMetWork();
        checker.acknowledgedFactsAreStored();
        checker.factsAreCountedOnce();
        checker.deadLettersAreWrittenOnce();
        checker.decisionsHaveNoGapAndOneContent();
        checker.decisionsKeepTheirBounds();
        checker.nothingIsTakenAwayBlindly();
        checker.targetsGoForward();
        checker.answersAreHonest();
        checker.answersAreOfNow();
        checker.answersComeBack();
        return checker.violations;
    }

    private <E extends Event> Stream<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    private void faultsMetWork() {
        if (all(Fault.class).findAny().isEmpty()) {
            violations.add("void: nothing broke");
        }
        all(Fault.class)
                .filter(fault -> fault.inFlight() <= 0)
                .forEach(fault -> violations.add("void: nothing was in flight when it hit: " + fault.name()));
    }

    private void acknowledgedFactsAreStored() {
        Map<String, String> places = new HashMap<>();
        all(Stored.class)
                .forEach(stored ->
                        places.put(place(stored.topic(), stored.partition(), stored.offset()), stored.fact()));
        for (Acknowledged fact : all(Acknowledged.class).toList()) {
            String place = place(fact.topic(), fact.partition(), fact.offset());
            if (!fact.fact().equals(places.get(place))) {
                violations.add("lost: " + fact.fact() + " was acknowledged at " + place + ", where there is "
                        + places.get(place));
            }
        }
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    private void factsAreCountedOnce() {
        Map<String, Expected> expected = Expected.byTopic(events);
        Map<String, Accounted> accounts = new HashMap<>();
        all(Accounted.class).forEach(account -> accounts.put(account.topic(), account));
        expected.forEach((topic, counts) -> {
            Accounted account = accounts.get(topic);
            if (account == null) {
                violations.add("unaccounted: nobody says what became of the facts of " + topic);
            } else if (!counts.as(topic).equals(account)) {
                violations.add("miscounted: " + account + " where there should be " + counts.as(topic));
            }
        });
        violations.addAll(Expected.strangers(events));
    }

    /**
     * What is counted as a dead letter can be read as one. Letters of other topics than those that are accounted for are
     * not of facts.
     */
    private void deadLettersAreWrittenOnce() {
        Map<Lettered, Integer> letters = new HashMap<>();
        all(Lettered.class).forEach(letter -> letters.merge(letter, 1, Integer::sum));
        for (Stored fact : Expected.deadLetters(events)) {
            Integer written = letters.remove(new Lettered(fact.topic(), fact.partition(), fact.offset()));
            if (written == null) {
                violations.add("no letter: nobody can read what became of " + fact);
            } else if (written > 1) {
                violations.add("letter too often: " + written + " of " + fact);
            }
        }
        Set<String> accounted = all(Accounted.class).map(Accounted::topic).collect(Collectors.toSet());
        letters.keySet().stream()
                .filter(letter -> accounted.contains(letter.topic()))
                .forEach(letter -> violations.add("letter of a good fact: " + letter));
    }

    private void decisionsHaveNoGapAndOneContent() {
        Map<String, Long> last = new HashMap<>();
        Map<String, String> contents = new HashMap<>();
        for (Decided decision : all(Decided.class).toList()) {
            long before = last.getOrDefault(decision.reader() + decision.target(), 0L);
            if (decision.sequence() != before + 1) {
                violations.add("gap or repeat: " + decision.reader() + " read decision " + decision.sequence() + " of "
                        + decision.target() + " after " + before);
            }
            last.put(decision.reader() + decision.target(), decision.sequence());
            String known = contents.putIfAbsent(decision.id(), decision.content());
            if (known != null && !known.equals(decision.content())) {
                violations.add("two contents: " + decision.id());
            }
            String named = decision.target().replace('/', '.') + "." + decision.sequence();
            if (!decision.id().equals(named)) {
                violations.add("misnamed: decision " + named + " is called " + decision.id());
            }
        }
        last.forEach((reader, sequence) -> {
            if (reader.startsWith(Reader.LIVE.name())) {
                String after =
                        Reader.AFTERWARDS + reader.substring(Reader.LIVE.name().length());
                if (sequence > last.getOrDefault(after, 0L)) {
                    violations.add("taken back: decision " + sequence + " of "
                            + reader.substring(Reader.LIVE.name().length()) + " was read and is gone");
                }
            }
        });
    }

    private void decisionsKeepTheirBounds() {
        Map<String, Known> targets = targets();
        all(Decided.class)
                .filter(decision -> decision.to() != decision.from())
                .filter(decision -> targets.containsKey(decision.target()))
                .filter(decision -> decision.to()
                                < targets.get(decision.target()).min()
                        || decision.to() > targets.get(decision.target()).max())
                .forEach(decision -> violations.add("out of bounds: " + decision));
    }

    private void nothingIsTakenAwayBlindly() {
        Map<String, Known> targets = targets();
        for (Decided decision : all(Decided.class).toList()) {
            Known known = targets.get(decision.target());
            if (known == null || decision.to() >= decision.from()) {
                continue;
            }
            if (known.steady()) {
                violations.add(
                        "scaled down without a reason: the load of " + known.target() + " never fell; " + decision);
            } else if (decision.agents() < known.agents()) {
                violations.add("scaled down blindly: " + decision.agents() + " of " + known.agents()
                        + " agents are in the evidence; " + decision);
            }
        }
    }

    private Map<String, Known> targets() {
        Map<String, Known> targets = new HashMap<>();
        all(Known.class).forEach(known -> targets.put(known.target(), known));
        return targets;
    }

    private void targetsGoForward() {
        Map<String, Decided> decided = new HashMap<>();
        all(Decided.class)
                .filter(decision -> decision.reader() == Reader.AFTERWARDS)
                .forEach(decision -> decided.put(decision.target() + "#" + decision.sequence(), decision));
        Map<String, Long> last = new HashMap<>();
        for (Written write : all(Written.class).toList()) {
            Long before = last.put(write.target(), write.sequence());
            if (before != null && write.sequence() <= before) {
                violations.add("backwards: decision " + write.sequence() + " was written at " + write.target()
                        + " after " + before);
            }
            Decided wanted = decided.get(write.target() + "#" + write.sequence());
            if (wanted == null || wanted.to() != write.replicas()) {
                violations.add("made up: " + write + ", where the decision is " + wanted);
            } else if (write.at() > wanted.validUntil()) {
                violations.add("too late: " + write + " of " + wanted);
            }
        }
    }

    private void answersAreHonest() {
        all(Answered.class)
                .filter(answer -> switch (answer.status()) {
                    case OK -> !answer.right();
                    case UNAVAILABLE, NO_ANSWER -> false;
                    default -> true;
                })
                .forEach(answer -> violations.add("wrong answer: " + answer));
    }

    /** While something is broken others may have to take over first, and to read what waits. */
    private void answersAreOfNow() {
        boolean broken = false;
        for (Event event : events) {
            if (event instanceof Fault || event instanceof Healed) {
                broken = event instanceof Fault;
            } else if (event instanceof Answered answer && answer.behindMillis() > mostBehind(broken)) {
                violations.add("old answer: " + answer + (broken ? " while something was broken" : " in calm"));
            }
        }
    }

    private static long mostBehind(boolean broken) {
        return (broken ? MOST_BEHIND_BROKEN : MOST_BEHIND).toMillis();
    }

    /** Whoever refuses everything is never wrong: what was asked for is told once all has healed. */
    private void answersComeBack() {
        int healed = -1;
        for (int at = 0; at < events.size(); at++) {
            healed = events.get(at) instanceof Healed ? at : healed;
        }
        if (healed < 0) {
            return;
        }
        Set<String> silent = all(Answered.class).map(Answered::kind).collect(Collectors.toCollection(TreeSet::new));
        for (Event event : events.subList(healed, events.size())) {
            if (event instanceof Answered answer && answer.status() == OK && answer.right()) {
                silent.remove(answer.kind());
            }
        }
        silent.forEach(kind -> violations.add("unanswered: " + kind + " was not told after all had healed"));
    }
}
