package io.blackroad.streams.live;

import java.util.ArrayList;
import java.util.List;

/** The states and loads of agents as one instance tells them another: two characters an agent, as in a frame. */
public final class Marks {
    private Marks() {}

    /** Marks of these agents, in their order. */
    public static String of(List<Sight> sights) {
        StringBuilder marks = new StringBuilder(sights.size() * Frames.BYTES_A_SEAT);
        for (Sight sight : sights) {
            marks.append(sight.state().letter()).append((char) Frames.load(sight.loadPercent()));
        }
        return marks.toString();
    }

    /**
     * The agents again, their loads rounded down to the step.
     *
     * @throws IllegalArgumentException if these are no marks for so many seats
     */
    public static List<Sight> read(List<Seat> seats, String marks) {
        if (marks.length() != seats.size() * Frames.BYTES_A_SEAT) {
            throw new IllegalArgumentException(marks.length() + " characters for " + seats.size() + " seats");
        }
        List<Sight> sights = new ArrayList<>(seats.size());
        for (int i = 0; i < seats.size(); i++) {
            SeatState state = SeatState.ofLetter(marks.charAt(i * Frames.BYTES_A_SEAT));
            int percent = Frames.percent(marks.charAt(i * Frames.BYTES_A_SEAT + 1));
            sights.add(new Sight(seats.get(i), state, percent));
        }
        return sights;
    }
}
