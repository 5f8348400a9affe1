package io.blackroad.infra.system.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Something that was seen from outside while a run went on. One is one line of a {@link History}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @Type(value = Event.Known.class, name = "known"),
    @Type(value = Event.Sent.class, name = "sent"),
    @Type(value = Event.Acknowledged.class, name = "acknowledged"),
    @Type(value = Event.Refused.class, name = "refused"),
    @Type(value = Event.Fault.class, name = "fault"),
    @Type(value = Event.Healed.class, name = "healed"),
    @Type(value = Event.Decided.class, name = "decided"),
    @Type(value = Event.Written.class, name = "written"),
    @Type(value = Event.Answered.class, name = "answered"),
    @Type(value = Event.Stored.class, name = "stored"),
    @Type(value = Event.Lettered.class, name = "lettered"),
    @Type(value = Event.Accounted.class, name = "accounted")
})
public sealed interface Event {

    /** What must become of a fact when it is read for the first time. */
    enum Fate {
        APPLIED,
        LATE,
        DEAD_LETTER
    }

    /** Who read a decision: somebody who was there all the time, or somebody who came when all was over. */
    enum Reader {
        LIVE,
        AFTERWARDS
    }

    /**
     * The truth about a target, which nobody tells the system.
     *
     * @param agents that report for it
     * @param steady whether its load stays where nothing is to be changed
     */
    record Known(String target, int agents, int min, int max, boolean steady) implements Event {}

    /** A fact leaves its producer. The same one may be sent again; then it counts as a duplicate. */
    record Sent(String fact, String topic, Fate fate) implements Event {}

    /** The broker says that it has a fact. */
    record Acknowledged(String fact, String topic, int partition, long offset) implements Event {}

    /** A producer gave a fact up; it may be stored or not. */
    record Refused(String fact, String why) implements Event {}

    /** Something breaks now, with this much work on its way. */
    record Fault(String name, long inFlight) implements Event {}

    /** It goes on, so long after the fault ended. */
    record Healed(String name, long millis) implements Event {}

    /**
     * A decision was read.
     *
     * @param content all of it, as a digest
     * @param agents of the target that its evidence knows of
     * @param validUntil when it is too old to be carried out, milliseconds since 1970
     */
    record Decided(
            Reader reader,
            String target,
            long sequence,
            String id,
            int from,
            int to,
            int agents,
            long validUntil,
            String content)
            implements Event {}

    /** A controller wrote replicas at the real target, at a time in milliseconds since 1970. */
    record Written(String target, long sequence, int replicas, long at) implements Event {}

    /**
     * An instance answered over HTTP.
     *
     * @param status 0 when it did not answer at all
     * @param right whether the answer says what is known to be true
     * @param behindMillis how long before the question something was acknowledged that the answer does not know, and does
     *     not say that it may not
     */
    record Answered(String question, int status, boolean right, long behindMillis) implements Event {
        /** An answer that is not behind, or of which that is not known. */
        public Answered(String question, int status, boolean right) {
            this(question, status, right, 0);
        }

        /** What was asked for, whichever one of it. */
        public String kind() {
            int one = question.indexOf('/', "/v1/".length());
            return one < 0 ? question : question.substring(0, one);
        }
    }

    /** What the log holds in the end. */
    record Stored(String fact, String topic, int partition, long offset) implements Event {}

    /** A dead letter that can be read in the end, by the place of the record that became it. */
    record Lettered(String topic, int partition, long offset) implements Event {}

    /** What the streams say in the end became of the facts of a topic. */
    record Accounted(String topic, long applied, long duplicate, long late, long deadLettered, long pending)
            implements Event {}
}
