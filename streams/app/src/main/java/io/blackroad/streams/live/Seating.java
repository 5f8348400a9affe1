package io.blackroad.streams.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each agent of the fleet a numbered seat, which it keeps as long as it is there. So a frame is two bytes a seat and
 * no names, and of a fleet that grows only the newcomers are told. Seats that agents left go to the next newcomers; when
 * most are free, or most places are of workers that are gone, all agents are seated anew.
 *
 * <p>A load is shown anew only when it has moved by more than 4 %: smaller changes cannot be seen on the map, and with them
 * every agent would be in every delta.
 */
final class Seating {

    /** Most agents that are shown: 200 kB a frame. Those beyond it are counted. */
    static final int MAX_SEATS = 100_000;

    private static final int STILL_STEPS = 2;
    private static final int MIN_TO_RESEAT = 128;
    private static final int NONE = -1;
    private static final Comparator<Seat> ORDER =
            Comparator.comparing(Seat::region).thenComparing(Seat::worker).thenComparing(Seat::id);

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<Place, Integer> placeNumbers = new HashMap<>();
    private final BitSet taken = new BitSet();
    private Seat[] seats = {};
    private int[] placeOf = {};
    private long[] seenIn = {};
    private byte[] marks = {};
    private int size;
    private long round;
    private int unseated;

    /** A worker of a region; an empty worker for agents that have none. */
    record Place(String region, String worker) {}

    /** An agent that came, or moved to another place. */
    record Arrival(int seat, String id, int place) {}

    /**
     * What one round changed in who sits where.
     *
     * @param reseated whether the numbers of before mean nothing any more
     * @param placesBefore places that there were, and number of the first new one
     * @param newPlaces places numbered after those that there were
     */
    record Change(boolean reseated, int placesBefore, List<Place> newPlaces, List<Integer> left, List<Arrival> came) {
        boolean none() {
            return !reseated && newPlaces.isEmpty() && left.isEmpty() && came.isEmpty();
        }
    }

    /**
     * Who sits where now.
     *
     * @param ids by seat; empty for a free one
     * @param seatPlaces number of the place by seat; -1 for a free one
     */
    record Layout(List<Place> places, List<String> ids, int[] seatPlaces) {}

    /**
     * Takes over what was seen in one round.
     *
     * @param whole whether every agent was seen that there is; if not, the others keep their seats, their load unknown
     */
    Change update(Collection<Sight> sights, boolean whole) {
        boolean reseat = Math.max(size / 2, places.size()) > MIN_TO_RESEAT + numbers.size();
        if (reseat) {
            clear();
        }
        int placesBefore = places.size();
        round++;
        unseated = 0;
        List<Sight> newcomers = new ArrayList<>();
        List<Arrival> came = new ArrayList<>();
        for (Sight sight : sights) {
            Integer number = numbers.get(sight.seat().id());
            if (number == null) {
                newcomers.add(sight);
            } else if (seenIn[number] != round) {
                see(number, sight, came);
            }
        }
        List<Integer> left = whole ? free() : List.of();
        if (!whole) {
            forgetLoads();
        }
        seat(newcomers, came);
        return new Change(reseat, placesBefore, List.copyOf(places.subList(placesBefore, places.size())), left, came);
    }

    /** Two bytes a seat, as {@link Frames} writes them. */
    byte[] frame() {
        return Arrays.copyOf(marks, size * Frames.BYTES_A_SEAT);
    }

    Layout layout() {
        List<String> ids = new ArrayList<>(size);
        for (int number = 0; number < size; number++) {
            ids.add(seats[number] == null ? "" : seats[number].id());
        }
        return new Layout(List.copyOf(places), ids, Arrays.copyOf(placeOf, size));
    }

    /** Agents that have a seat. */
    int agents() {
        return numbers.size();
    }

    /** Agents for which there was no seat in the last round. */
    int unseated() {
        return unseated;
    }

    private void clear() {
        numbers.clear();
        places.clear();
        placeNumbers.clear();
        taken.clear();
        size = 0;
    }

    private void seat(List<Sight> newcomers, List<Arrival> came) {
        newcomers.sort(Comparator.comparing(Sight::seat, ORDER));
        for (Sight newcomer : newcomers) {
            if (numbers.containsKey(newcomer.seat().id())) {
                continue;
            }
            int number = taken.nextClearBit(0);
            if (number == MAX_SEATS) {
                unseated++;
                continue;
            }
            if (number == seats.length) {
                grow(Math.max(1_024, 2 * number));
            }
            size = Math.max(size, number + 1);
            taken.set(number);
            numbers.put(newcomer.seat().id(), number);
            seats[number] = null;
            setFree(number);
            see(number, newcomer, came);
        }
    }

    private void see(int number, Sight sight, List<Arrival> came) {
        seenIn[number] = round;
        int place = placeNumber(new Place(sight.seat().region(), sight.seat().worker()));
        if (seats[number] == null || placeOf[number] != place) {
            came.add(new Arrival(number, sight.seat().id(), place));
        }
        seats[number] = sight.seat();
        placeOf[number] = place;
        int at = number * Frames.BYTES_A_SEAT;
        byte load = Frames.load(sight.loadPercent());
        marks[at] = (byte) sight.state().letter();
        if (Frames.distance(marks[at + 1], load) > STILL_STEPS) {
            marks[at + 1] = load;
        }
    }

    private List<Integer> free() {
        List<Integer> left = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            if (seats[number] != null && seenIn[number] != round) {
                numbers.remove(seats[number].id());
                taken.clear(number);
                seats[number] = null;
                setFree(number);
                left.add(number);
            }
        }
        return left;
    }

    private void forgetLoads() {
        for (int number = 0; number < size; number++) {
            if (seats[number] != null && seenIn[number] != round) {
                marks[number * Frames.BYTES_A_SEAT + 1] = Frames.NO_LOAD;
            }
        }
    }

    private void setFree(int number) {
        placeOf[number] = NONE;
        marks[number * Frames.BYTES_A_SEAT] = Frames.FREE;
        marks[number * Frames.BYTES_A_SEAT + 1] = Frames.NO_LOAD;
    }

    private int placeNumber(Place place) {
        return placeNumbers.computeIfAbsent(place, made -> {
            places.add(made);
            return places.size() - 1;
        });
    }

    private void grow(int length) {
        seats = Arrays.copyOf(seats, length);
        placeOf = Arrays.copyOf(placeOf, length);
        seenIn = Arrays.copyOf(seenIn, length);
        marks = Arrays.copyOf(marks, length * Frames.BYTES_A_SEAT);
    }
}
