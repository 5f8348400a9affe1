package io.blackroad.placement;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where a region's new agents go: to the worker with the least load, which is what it reported plus what was given to it
 * since and is not in that report. Without the second part, reports that are seconds old send every newcomer of those
 * seconds to the same worker. Not safe for threads.
 */
public final class Assignments {
    private final long giveUpMillis;
    private final Map<String, Site> sites = new HashMap<>();
    private final TreeSet<Site> byLoad = new TreeSet<>(
            Comparator.<Site>comparingLong(site -> site.reported + site.pending).thenComparing(site -> site.name));
    private final Map<String, Assigned> agents = new HashMap<>();

    /** An agent that did not start within this time, milliseconds, is not counted any longer. */
    public Assignments(long giveUpMillis) {
        this.giveUpMillis = giveUpMillis;
    }

    /** A worker takes agents from now on. */
    public void join(String worker) {
        if (sites.get(worker) == null) {
            Site site = new Site(worker);
            sites.put(worker, site);
            byLoad.add(site);
        }
    }

    /** A worker takes no agents any longer; those that were given to it can be placed again. */
    public void leave(String worker) {
        Site site = sites.remove(worker);
        if (site != null) {
            byLoad.remove(site);
            agents.values().removeIf(assigned -> assigned.site == site);
        }
    }

    /**
     * A place for an agent; the same one when it asks again. Empty when no worker takes agents.
     *
     * @param nowMillis event time, milliseconds since 1970
     */
    public Optional<String> place(String agentId, long load, long nowMillis) {
        Assigned before = agents.get(agentId);
        if (before != null) {
            return Optional.of(before.site.name);
        }
        if (byLoad.isEmpty()) {
            return Optional.empty();
        }
        Site site = byLoad.first();
        Assigned assigned = new Assigned(agentId, load, nowMillis, site);
        agents.put(agentId, assigned);
        site.waiting.add(assigned);
        add(site, load);
        return Optional.of(site.name);
    }

    /** An agent runs where it was placed, since this time, milliseconds since 1970. */
    public void started(String agentId, long atMillis) {
        Assigned assigned = agents.get(agentId);
        if (assigned != null && assigned.startedMillis == Assigned.NOT_YET) {
            assigned.startedMillis = atMillis;
        }
    }

    /** An agent is gone: when it comes again it is placed anew. */
    public void ended(String agentId) {
        Assigned assigned = agents.remove(agentId);
        if (assigned != null && assigned.site.waiting.remove(assigned)) {
            add(assigned.site, -assigned.load);
        }
    }

    /**
     * What a worker carried at a time: all agents that had started there by then. An older report than the newest one of
     * the worker changes nothing.
     */
    public void reported(String worker, long load, long atMillis) {
        Site site = sites.get(worker);
        if (site == null || atMillis <= site.reportedMillis) {
            return;
        }
        byLoad.remove(site);
        site.reported = load;
        site.reportedMillis = atMillis;
        site.waiting.removeIf(assigned -> {
            boolean included = assigned.startedMillis <= atMillis;
            boolean givenUp =
                    assigned.startedMillis == Assigned.NOT_YET && atMillis - assigned.givenMillis > giveUpMillis;
            if (givenUp) {
                agents.remove(assigned.agentId, assigned);
            }
            if (included || givenUp) {
                site.pending -= assigned.load;
            }
            return included || givenUp;
        });
        byLoad.add(site);
    }

    private void add(Site site, long load) {
        byLoad.remove(site);
        site.pending += load;
        byLoad.add(site);
    }

    private static final class Assigned {
        private static final long NOT_YET = Long.MAX_VALUE;

        private final String agentId;
        private final long load;
        private final long givenMillis;
        private final Site site;
        private long startedMillis = NOT_YET;

        private Assigned(String agentId, long load, long givenMillis, Site site) {
            this.agentId = agentId;
            this.load = load;
            this.givenMillis = givenMillis;
            this.site = site;
        }
    }

    private static final class Site {
        private final String name;
        private final ArrayDeque<Assigned> waiting = new ArrayDeque<>();
        private long reported;
        private long reportedMillis = Long.MIN_VALUE;
        private long pending;

        private Site(String name) {
            this.name = name;
        }
    }
}
