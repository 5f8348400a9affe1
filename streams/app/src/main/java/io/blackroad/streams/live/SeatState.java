package io.blackroad.streams.live;

import io.blackroad.agent.AgentStatus;

/** States of an agent on the map, each with the letter that a frame writes for it. */
public enum SeatState {
    REGISTERED('R'),
    STARTED('S'),
    IDLE('I'),
    BUSY('B'),
    DRAINING('D'),
    FAILED('F'),
    /** Alive as it last said, and not heard from for longer than the lost time. */
    LOST('L');

    private static final SeatState[] STATES = values();

    private final char letter;

    SeatState(char letter) {
        this.letter = letter;
    }

    char letter() {
        return letter;
    }

    /** State of that letter. */
    static SeatState ofLetter(int letter) {
        for (SeatState state : STATES) {
            if (state.letter == letter) {
                return state;
            }
        }
        throw new IllegalArgumentException("no state of a seat has the letter " + (char) letter);
    }

    /** The state of an agent; null for one that has stopped, which has no seat any more. */
    public static SeatState of(AgentStatus status, boolean lost) {
        return switch (status) {
            case REGISTERED -> lost ? LOST : REGISTERED;
            case STARTED -> lost ? LOST : STARTED;
            case IDLE -> lost ? LOST : IDLE;
            case BUSY -> lost ? LOST : BUSY;
            case DRAINING -> lost ? LOST : DRAINING;
            case FAILED -> FAILED;
            case STOPPED -> null;
        };
    }
}
