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
    private final Map<String, Host> hosts = new HashMap<>();
    private final TreeSet<Host> byLoad = new TreeSet<>(
            Comparator.<Host>comparingLong(host -> host.reported + host.pending).thenComparing(host -> host.name));
    private final Map<String, Assigned> agents = new HashMap<>();

    /** An agent that did not start within this time, milliseconds, is not counted any longer. */
    public Assignments(long giveUpMillis) {
        this.giveUpMillis = giveUpMillis;
    }

    /** A worker takes agents from now on. */
    public void join(String worker) {
        if (hosts.get(worker) == null) {
            Host host = new Host(worker);
            hosts.put(worker, host);
            byLoad.add(host);
        }
    }

    /** A worker takes no agents any longer; those that were given to it can be placed again. */
    public void leave(String worker) {
        Host host = hosts.remove(worker);
        if (host != null) {
            byLoad.remove(host);
            agents.values().removeIf(assigned -> assigned.host == host);
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
            return Optional.of(before.host.name);
        }
        if (byLoad.isEmpty()) {
            return Optional.empty();
        }
        Host host = byLoad.first();
        Assigned assigned = new Assigned(agentId, load, nowMillis, host);
        agents.put(agentId, assigned);
        host.waiting.add(assigned);
        add(host, load);
        return Optional.of(host.name);
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
        if (assigned != null && assigned.host.waiting.remove(assigned)) {
            add(assigned.host, -assigned.load);
        }
    }

    /**
     * What a worker carried at a time: all agents that had started there by then. An older report than the newest one of
     * the worker changes nothing.
     */
    public void reported(String worker, long load, long atMillis) {
        Host host = hosts.get(worker);
        if (host == null || atMillis <= host.reportedMillis) {
            return;
        }
        byLoad.remove(host);
        host.reported = load;
        host.reportedMillis = atMillis;
        host.waiting.removeIf(assigned -> {
            boolean included = assigned.startedMillis <= atMillis;
            boolean givenUp =
                    assigned.startedMillis == Assigned.NOT_YET && atMillis - assigned.givenMillis > giveUpMillis;
            if (givenUp) {
                agents.remove(assigned.agentId, assigned);
            }
            if (included || givenUp) {
                host.pending -= assigned.load;
            }
            return included || givenUp;
        });
        byLoad.add(host);
    }

    private void add(Host host, long load) {
        byLoad.remove(host);
        host.pending += load;
        byLoad.add(host);
    }

    private static final class Assigned {
        private static final long NOT_YET = Long.MAX_VALUE;

        private final String agentId;
        private final long load;
        private final long givenMillis;
        private final Host host;
        private long startedMillis = NOT_YET;

        private Assigned(String agentId, long load, long givenMillis, Host host) {
            this.agentId = agentId;
            this.load = load;
            this.givenMillis = givenMillis;
            this.host = host;
        }
    }

    private static final class Host {
        private final String name;
        private final ArrayDeque<Assigned> waiting = new ArrayDeque<>();
        private long reported;
        private long reportedMillis = Long.MIN_VALUE;
        private long pending;

        private Host(String name) {
            this.name = name;
        }
    }
}
