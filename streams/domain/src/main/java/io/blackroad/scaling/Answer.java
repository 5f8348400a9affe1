package io.blackroad.scaling;

/**
 * A controller's answer.
 *
 * @param sequence decision that it answers, or the last one it answered; {@link #NO_DECISION} from a controller that
 *     only says what runs
 * @param applied false when the decision was refused, failed or came too late
 * @param replicas what the target has been told to run, now
 */
public record Answer(long sequence, boolean applied, int replicas) {

    /** Decisions count from 1. */
    public static final long NO_DECISION = 0;
}
