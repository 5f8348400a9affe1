package io.blackroad.infra.system.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.system.history.Event.Accounted;
import io.blackroad.infra.system.history.Event.Acknowledged;
import io.blackroad.infra.system.history.Event.Answered;
import io.blackroad.infra.system.history.Event.Decided;
import io.blackroad.infra.system.history.Event.Fate;
import io.blackroad.infra.system.history.Event.Fault;
import io.blackroad.infra.system.history.Event.Healed;
import io.blackroad.infra.system.history.Event.Known;
import io.blackroad.infra.system.history.Event.Lettered;
import io.blackroad.infra.system.history.Event.Reader;
import io.blackroad.infra.system.history.Event.Refused;
import io.blackroad.infra.system.history.Event.Sent;
import io.blackroad.infra.system.history.Event.Stored;
import io.blackroad.infra.system.history.Event.Written;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good history passes; each promise broken in it is found, and nothing else is. */
class CheckerTest {
    private static final String STEADY = "sys/steady";
    private static final String SWING = "sys/swing";
    private static final long VALID = 1_000;
    private static final Answered ANSWERED = new Answered("agent", 200, true);

    private static final Lettered LETTER = new Lettered("t", 0, 3);

    private static List<Event> good() {
        return List.of(
                new Known(STEADY, 4, 1, 9, true),
                new Known(SWING, 4, 1, 9, false),
                new Sent("a", "t", Fate.APPLIED),
                new Acknowledged("a", "t", 0, 0),
                new Sent("b", "t", Fate.APPLIED),
                new Refused("b", "timeout"),
                new Sent("b", "t", Fate.APPLIED),
                new Acknowledged("b", "t", 0, 2),
                new Sent("junk", "t", Fate.DEAD_LETTER),
                new Acknowledged("junk", "t", 0, 3),
                new Sent("old", "t", Fate.LATE),
                new Acknowledged("old", "t", 0, 4),
                decided(Reader.LIVE, STEADY, 1, 3, 3, 4),
                decided(Reader.LIVE, SWING, 1, 3, 4, 4),
                new Fault("kill", 2),
                new Answered("agent", 503, false),
                new Answered("agent", 0, false),
                new Answered("agent", 200, true),
                new Healed("kill", 7),
                ANSWERED,
                new Written(SWING, 1, 4, VALID),
                decided(Reader.LIVE, SWING, 2, 4, 3, 4),
                new Written(SWING, 2, 3, VALID),
                decided(Reader.AFTERWARDS, STEADY, 1, 3, 3, 4),
                decided(Reader.AFTERWARDS, SWING, 1, 3, 4, 4),
                decided(Reader.AFTERWARDS, SWING, 2, 4, 3, 4),
                decided(Reader.AFTERWARDS, SWING, 3, 3, 3, 0),
                new Stored("a", "t", 0, 0),
                new Stored("b", "t", 0, 1),
                new Stored("b", "t", 0, 2),
                new Stored("junk", "t", 0, 3),
                new Stored("old", "t", 0, 4),
                new Accounted("t", 2, 1, 1, 1, 0),
                LETTER,
                new Lettered("rules", 0, 7));
    }

    private static Decided decided(Reader reader, String target, long sequence, int from, int to, int agents) {
        String id = target.replace('/', '.') + "." + sequence;
        return new Decided(reader, target, sequence, id, from, to, agents, VALID, "digest of " + id);
    }

    @Test
    void aGoodHistoryPassesAlsoWhenReadFromItsFile(@TempDir Path folder) throws Exception {
        assertThat(Checker.violations(good())).isEmpty();
        try (History history = new History(folder.resolve("history"))) {
            good().forEach(history::add);
            assertThat(history.events()).isEqualTo(good());
        }
    }

    @Test
    void aRunIsVoidWhenNothingBrokeOrNothingWasInFlight() {
        assertFound("void: nothing broke", without(Fault.class));
        assertFound("void: nothing was in flight", with(Fault.class, fault -> new Fault("kill", 0)));
    }

    @Test
    void whatWasAcknowledgedIsThere() {
        List<Event> lost = replaced(new Stored("a", "t", 0, 0));
        lost.replaceAll(event -> event instanceof Accounted ? new Accounted("t", 1, 1, 1, 1, 0) : event);
        assertFound("lost: a was acknowledged at t-0@0, where there is null", lost);
    }

    @Test
    void everyFactIsCountedOnce() {
        assertFound("miscounted", with(Accounted.class, account -> new Accounted("t", 3, 1, 1, 1, 0)));
        assertFound("miscounted", with(Accounted.class, account -> new Accounted("t", 2, 0, 1, 1, 1)));
        assertFound("miscounted", with(Accounted.class, account -> new Accounted("t", 2, 1, 1, 0, 0)));
        assertFound("unaccounted", without(Accounted.class));
        List<Event> more = new ArrayList<>(good());
        more.add(new Stored("nobody's", "t", 0, 5));
        assertFound("stored too often: Stored[fact=nobody's", more);
    }

    @Test
    void everyDeadLetterIsWrittenOnce() {
        assertFound("no letter: nobody can read what became of Stored[fact=junk", replaced(LETTER));
        assertFound("letter too often: 2 of Stored[fact=junk", replaced(LETTER, LETTER, LETTER));
        assertFound(
                "letter of a good fact: Lettered[topic=t, partition=0, offset=4]",
                replaced(LETTER, LETTER, new Lettered("t", 0, 4)));
    }

    @Test
    void decisionsHaveNoGapNoRepeatAndOneContent() {
        assertFound(
                "gap or repeat: AFTERWARDS read decision 2 of sys/steady after 0",
                replaced(
                        decided(Reader.AFTERWARDS, STEADY, 1, 3, 3, 4),
                        decided(Reader.AFTERWARDS, STEADY, 2, 3, 3, 4)));
        List<Event> twice = new ArrayList<>(good());
        twice.add(decided(Reader.AFTERWARDS, SWING, 3, 3, 3, 0));
        assertFound("gap or repeat: AFTERWARDS read decision 3 of sys/swing after 3", twice);
        assertFound(
                "two contents: sys.swing.3",
                replaced(
                        decided(Reader.LIVE, SWING, 2, 4, 3, 4),
                        decided(Reader.LIVE, SWING, 2, 4, 3, 4),
                        new Decided(Reader.LIVE, SWING, 3, "sys.swing.3", 3, 3, 0, VALID, "another")));
        assertFound(
                "misnamed",
                replaced(
                        decided(Reader.AFTERWARDS, SWING, 3, 3, 3, 0),
                        new Decided(Reader.AFTERWARDS, SWING, 3, "sys.swing.4", 3, 3, 0, VALID, "x")));
    }

    @Test
    void whatALiveReaderSawIsNotTakenBack() {
        assertFound(
                "taken back: decision 4 of sys/swing",
                replaced(
                        decided(Reader.LIVE, SWING, 2, 4, 3, 4),
                        decided(Reader.LIVE, SWING, 2, 4, 3, 4),
                        decided(Reader.LIVE, SWING, 3, 3, 3, 0),
                        decided(Reader.LIVE, SWING, 4, 3, 3, 0)));
    }

    @Test
    void nothingLeavesItsBoundsOrIsTakenAwayBlindly() {
        assertFound(
                "out of bounds",
                replaced(
                        decided(Reader.AFTERWARDS, SWING, 3, 3, 3, 0), decided(Reader.AFTERWARDS, SWING, 3, 3, 10, 4)));
        assertFound(
                "scaled down without a reason",
                replaced(
                        decided(Reader.AFTERWARDS, STEADY, 1, 3, 3, 4),
                        decided(Reader.AFTERWARDS, STEADY, 1, 3, 2, 4)));
        assertFound(
                "scaled down blindly: 2 of 4 agents",
                replaced(decided(Reader.AFTERWARDS, SWING, 3, 3, 3, 0), decided(Reader.AFTERWARDS, SWING, 3, 3, 2, 2)));
    }

    @Test
    void realTargetsGoForwardAndDoWhatWasDecided() {
        assertFound(
                "backwards: decision 1 was written at sys/swing after 2",
                replaced(
                        new Written(SWING, 2, 3, VALID),
                        new Written(SWING, 2, 3, VALID),
                        new Written(SWING, 1, 4, VALID)));
        assertFound("made up", replaced(new Written(SWING, 2, 3, VALID), new Written(SWING, 2, 4, VALID)));
        assertFound("made up", replaced(new Written(SWING, 2, 3, VALID), new Written(SWING, 9, 3, VALID)));
    }

    @Test
    void whatIsTooOldIsNotCarriedOut() {
        assertFound("too late", replaced(new Written(SWING, 2, 3, VALID), new Written(SWING, 2, 3, VALID + 1)));
    }

    @Test
    void anAnswerIsRightOrRefused() {
        assertFound("wrong answer", replaced(new Answered("agent", 200, true), new Answered("agent", 200, false)));
        assertFound("wrong answer", replaced(new Answered("agent", 503, false), new Answered("agent", 404, false)));
        assertFound("wrong answer", replaced(new Answered("agent", 503, false), new Answered("agent", 500, false)));
    }

    @Test
    void anAnswerIsNotOlderThanATakeoverTakes() {
        Event refused = new Answered("agent", 0, false);
        assertThat(Checker.violations(replaced(refused, answered(60_000)))).isEmpty();
        assertFound("old answer", replaced(refused, answered(60_001)));
        Healed healed = new Healed("kill", 7);
        assertThat(Checker.violations(replaced(healed, healed, answered(30_000))))
                .isEmpty();
        assertFound("old answer", replaced(healed, healed, answered(30_001)));
    }

    @Test
    void whatWasAskedForIsToldOnceAllHasHealed() {
        List<Event> silent = new ArrayList<>(good());
        silent.remove(silent.lastIndexOf(ANSWERED));
        assertFound("unanswered: agent", silent);
        silent.add(new Answered("agent", 503, false));
        assertFound("unanswered: agent", silent);
        silent.add(ANSWERED);
        assertThat(Checker.violations(silent)).isEmpty();
    }

    private static Answered answered(long behindMillis) {
        return new Answered("agent", 200, true, behindMillis);
    }

    /** One promise is broken, so one is reported; a broken promise about a decision may be seen by two readers. */
    private static void assertFound(String violation, List<Event> events) {
        assertThat(Checker.violations(events))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found).startsWith(violation));
    }

    private static List<Event> replaced(Event one, Event... others) {
        List<Event> events = new ArrayList<>(good());
        int at = events.indexOf(one);
        events.remove(at);
        events.addAll(at, List.of(others));
        return events;
    }

    private static List<Event> without(Class<? extends Event> kind) {
        List<Event> events = new ArrayList<>(good());
        events.removeIf(kind::isInstance);
        return events;
    }

    private static <E extends Event> List<Event> with(Class<E> kind, UnaryOperator<Event> change) {
        List<Event> events = new ArrayList<>(good());
        events.replaceAll(event -> kind.isInstance(event) ? change.apply(event) : event);
        return events;
    }
}
