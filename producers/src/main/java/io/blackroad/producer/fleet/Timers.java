package io.blackroad.producer.fleet;

import java.util.Arrays;

/**
 * Times at which something is due: a binary heap over plain arrays. What is due at the same time happens in the order
 * in which it was added, so that a run can be repeated.
 */
final class Timers {
    private long[] at = new long[64];
    private long[] order = new long[64];
    private Due[] what = new Due[64];
    private int size;
    private long added;

    void add(long time, Due due) {
        if (size == at.length) {
            at = Arrays.copyOf(at, 2 * size);
            order = Arrays.copyOf(order, 2 * size);
            what = Arrays.copyOf(what, 2 * size);
        }
        int i = size++;
        long number = added++;
        while (i > 0 && before(time, number, (i - 1) / 2)) {
            move((i - 1) / 2, i);
            i = (i - 1) / 2;
        }
        set(i, time, number, due);
    }

    /** Lets everything happen that is due up to and including {@code until}, in the order of time. */
    void run(long until) {
        while (size > 0 && at[0] <= until) {
            long now = at[0];
            removeFirst().due(now);
        }
    }

    private Due removeFirst() {
        Due first = what[0];
        size--;
        long time = at[size];
        long number = order[size];
        Due last = what[size];
        what[size] = null;
        if (size > 0) {
            sink(time, number, last);
        }
        return first;
    }

    private void sink(long time, long number, Due due) {
        int i = 0;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && before(at[child + 1], order[child + 1], child)) {
                child++;
            }
            if (before(time, number, child)) {
                break;
            }
            move(child, i);
            i = child;
        }
        set(i, time, number, due);
    }

    private boolean before(long time, long number, int i) {
        return time < at[i] || time == at[i] && number < order[i];
    }

    private void move(int from, int to) {
        set(to, at[from], order[from], what[from]);
    }

    private void set(int i, long time, long number, Due due) {
        at[i] = time;
        order[i] = number;
        what[i] = due;
    }
}
