package io.blackroad.scaling;

/**
 * A controller's answer.
 *
 * @param sequence decision that it answers, or the last one it answered; {@link #NO_DECISION} from a controller that
 *     only says what runs
 * @param kind what it says of the decision
 * @param replicas what the target has been told to run, now; -1 when nobody could see
 */
public record Answer(long sequence, Kind kind, int replicas) {

    /** Decisions count from 1. */
    public static final long NO_DECISION = 0;

    /** What an answer says of its decision. */
    public enum Kind {
        /** Nothing; it only tells the replicas. */
        REPORT,
        /** It is carried out. */
        APPLIED,
        /** It was refused, failed or came too late. */
        NOT_APPLIED
    }
}
