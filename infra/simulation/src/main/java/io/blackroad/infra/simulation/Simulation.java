package io.blackroad.infra.simulation;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * One world from its seed to rest: a minute of faults, then a time in which all that was lost by them must come back. The
 * same seed is the same world, event by event.
 */
public final class Simulation {
    /** The property that plays one seed alone. */
    public static final String SEED = "blackroad.sim.seed";

    private static final long FAULTS = 60 * Agenda.SECOND;
    private static final long HEALING = 30 * Agenda.SECOND;
    private static final long CALM = 6 * Agenda.SECOND;
    private static final long SILENCE = 4 * Agenda.SECOND;

    /** More than three turns of an instance, from agents by load to placement, and less than what makes a partition idle. */
    private static final long REST = 1_500 * Agenda.MILLI;

    private Simulation() {}

    /**
     * What came of a seed.
     *
     * @param events how many there were, each followed by a look at every promise
     * @param broken the promises that did not hold
     * @param line how to play the same world again, and the first that did not hold; empty when all did
     */
    record Outcome(long events, Set<Invariant> broken, String line) {}

    /**
     * Plays a seed, to the first promise that does not hold.
     *
     * @return how many events were checked
     * @throws AssertionError if one did not; its message is the one line that plays the same world again
     */
    public static long play(long seed) {
        Outcome outcome = play(seed, Bug.NONE);
        if (!outcome.line().isEmpty()) {
            throw new AssertionError(outcome.line());
        }
        return outcome.events();
    }

    /** Plays a seed with a fault of our own in it, to the end. */
    static Outcome play(long seed, Bug bug) {
        World world = new World(seed, bug);
        try {
            for (World.Season season : World.Season.values()) {
                world.run(season, length(season));
            }
            world.rest();
        } catch (Violation violation) {
            world.note(violation);
        } catch (RuntimeException e) {
            throw new IllegalStateException("-D" + SEED + "=" + seed + " fails at event " + world.events(), e);
        }
        Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
        world.violations().forEach(found -> broken.add(found.violation().invariant()));
        return new Outcome(world.events(), broken, line(seed, world));
    }

    static long length(World.Season season) {
        return switch (season) {
            case FAULTS -> FAULTS;
            case HEALING -> HEALING;
            case CALM -> CALM;
            case SILENCE -> SILENCE;
            case REST -> REST;
        };
    }

    private static String line(long seed, World world) {
        if (world.violations().isEmpty()) {
            return "";
        }
        World.Found first = world.violations().get(0);
        return String.format(
                Locale.ROOT,
                "-D%s=%d breaks %s, at event %d of %s",
                SEED,
                seed,
                first.violation().getMessage(),
                first.event(),
                LoadStage.instant(first.at()));
    }
}
