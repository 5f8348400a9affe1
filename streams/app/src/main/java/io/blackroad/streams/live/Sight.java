package io.blackroad.streams.live;

/**
 * One agent as the map of the fleet shows it.
 *
 * @param loadPercent use over request of what it uses most, percent; {@link #UNKNOWN} without a fresh sample
 */
public record Sight(Seat seat, SeatState state, int loadPercent) {
    public static final int UNKNOWN = -1;
}
