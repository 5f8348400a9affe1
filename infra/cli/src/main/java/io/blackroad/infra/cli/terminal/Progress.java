package io.blackroad.infra.cli.terminal;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far something is, for the one who waits. On a terminal it is the last line, drawn anew in its place and gone at the
 * end; elsewhere it is a plain line now and then. What takes no time shows nothing. Any thread may call; telling is cheap,
 * since only {@link #tick} draws.
 */
public final class Progress implements AutoCloseable {
    static final long TICK_MILLIS = 200;

    /** A bar for less would only flash. */
    private static final long LIVE_AFTER_MILLIS = 500;

    private static final long PLAIN_AFTER_MILLIS = 2_000;
    private static final long PLAIN_EVERY_MILLIS = 5_000;

    /** Narrow enough for every terminal: a line that wraps cannot be drawn anew. */
    private static final int COLUMNS = 79;

    private static final int CELLS = 20;
    private static final String ERASE = "\r\033[2K";
    private static final String SPINNER = "|/-\\";

    private final PrintWriter err;
    private final boolean live;
    private final LongSupplier millis;
    private String what;
    private long done;
    private long total;
    private long began;
    private long lastPlain;
    private String lastPlainText = "";
    private int ticks;
    private boolean drawn;
    private boolean closed;

    Progress(PrintWriter err, boolean live, LongSupplier millis) {
        this.err = err;
        this.live = live;
        this.millis = millis;
    }

    /** One that is drawn until it is closed. */
    public static Progress start(PrintWriter err, boolean live, LongSupplier millis) {
        Progress progress = new Progress(err, live, millis);
        Thread thread = new Thread(progress::tickUntilClosed, "progress");
        thread.setDaemon(true);
        thread.start();
        return progress;
    }

    /** Whether it is drawn on a terminal. */
    public boolean isLive() {
        return live;
    }

    /** Tells what is under way and how much of it is done; a total of 0 is not known. */
    public synchronized void at(String name, long doneNow, long totalNow) {
        if (what == null) {
            began = millis.getAsLong();
            lastPlain = began + PLAIN_AFTER_MILLIS - PLAIN_EVERY_MILLIS;
        }
        what = name;
        done = doneNow;
        total = totalNow;
    }

    /** Tells that nothing is under way. */
    public synchronized void idle() {
        erase();
        what = null;
    }

    /** One line to people, whole even when several threads speak. */
    public void say(String line) {
        aside(() -> err.println(line));
    }

    /** Runs what writes to the same screen. */
    public synchronized void aside(Runnable writes) {
        boolean again = drawn;
        erase();
        writes.run();
        err.flush();
        if (again) {
            draw();
        }
    }

    synchronized void tick() {
        if (closed || what == null) {
            return;
        }
        ticks++;
        long now = millis.getAsLong();
        if (live && now - began >= LIVE_AFTER_MILLIS) {
            draw();
        } else if (!live && now - lastPlain >= PLAIN_EVERY_MILLIS) {
            sayPlainly(now);
        }
    }

    /** What stands still is not told again. */
    private void sayPlainly(long now) {
        String text = percent() + what;
        if (!text.equals(lastPlainText)) {
            lastPlainText = text;
            lastPlain = now;
            err.println(text);
            err.flush();
        }
    }

    private void draw() {
        String before = total > 0 ? bar() + "  " + percent() : SPINNER.charAt(ticks % SPINNER.length()) + "  ";
        String after = "  " + (millis.getAsLong() - began) / 1_000 + " s";
        int room = COLUMNS - before.length() - after.length();
        String name = what.length() <= room ? what : what.substring(0, room - 3) + "...";
        err.print(ERASE + before + name + after);
        err.flush();
        drawn = true;
    }

    private String bar() {
        int full = (int) (CELLS * share());
        return "[" + "#".repeat(full) + ".".repeat(CELLS - full) + "]";
    }

    private String percent() {
        return total > 0 ? String.format(Locale.ROOT, "%3d %%  ", (int) (100 * share())) : "";
    }

    private double share() {
        return Math.min(1.0, (double) done / total);
    }

    private void erase() {
        if (drawn) {
            err.print(ERASE);
            err.flush();
            drawn = false;
        }
    }

    private synchronized void tickUntilClosed() {
        try {
            while (!closed) {
                wait(TICK_MILLIS);
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the line away; nothing is drawn any more, but lines can still be said. */
    @Override
    public synchronized void close() {
        idle();
        closed = true;
        notifyAll();
    }
}
