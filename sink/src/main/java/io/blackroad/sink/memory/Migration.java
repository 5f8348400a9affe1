package io.blackroad.sink.memory;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Moves keys to other shards while they are used.
 *
 * <pre>
 * settled (v) ─► moving (v+1), on every server ─► each old server is read through, what moves is brought over ─► settled (v+2)
 * </pre>
 *
 * <p>From the moment a server follows the moving layout, it refuses all who do not know it, so nobody writes at an old owner any
 * more, and reading it through once finds all that there is. Whoever needs a key sooner brings it over himself. The last
 * step forgets which keys arrived. Nothing is kept elsewhere: a migration that is started again asks the servers where it was.
 */
public final class Migration {
    private static final int SCAN = 1_000;
    private static final int PATIENCE = 20;

    private final Links links;
    private final Layouts layouts;
    private final Mover mover;
    private final Watcher told;

    Migration(Links links, Layouts layouts, Mover mover, Watcher told) {
        this.links = links;
        this.layouts = layouts;
        this.mover = mover;
        this.told = told;
    }

    /** Is told how far it is. */
    public interface Watcher {
        /**
         * @param server whose keys are looked at
         * @param seen keys looked at there so far
         * @param moved keys moved from there so far
         */
        void at(String server, long seen, long moved);
    }

    void run(List<String> to) {
        layouts.refresh();
        Layout moving = begin(to);
        moving.allServers().forEach(this::confirm);
        if (!moving.isMoving()) {
            return;
        }
        moving.sources().forEach(server -> drain(moving, server));
        layouts.adopt(moving.settled());
        layouts.current().allServers().forEach(this::confirm);
        // Those that left must send whoever still asks them to the others.
        moving.sources().forEach(this::confirm);
    }

    private Layout begin(List<String> to) {
        Layout now = layouts.current();
        if (now.servers().equals(to)) {
            return now;
        }
        if (now.isMoving()) {
            throw new MemoryException("a migration from " + now.sources() + " to " + now.servers()
                    + " is under way: finish it first, by giving these servers again");
        }
        // Before anything has changed: a migration that has begun can only go on.
        layouts.check(to);
        layouts.adopt(now.movingTo(to));
        return layouts.current();
    }

    /** A server may learn of it from somebody else first; what counts is that it has. */
    private void confirm(String server) {
        for (int round = 0; round < PATIENCE; round++) {
            Layout wanted = layouts.current();
            layouts.confirm(server);
            if (layouts.current() == wanted) {
                return;
            }
        }
        throw new MemoryException("the layout of the shards keeps changing; is another migration running?");
    }

    private void drain(Layout moving, String server) {
        long seen = 0;
        long moved = 0;
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            RedisLink link = links.to(server);
            KeyScanCursor<String> page = links.await(link, link.scan(cursor, SCAN));
            for (Map.Entry<Layout.Place, List<String>> group :
                    moving(moving, server, page.getKeys()).entrySet()) {
                moved += mover.bring(moving, group.getKey(), group.getValue());
            }
            seen += page.getKeys().size();
            told.at(server, seen, moved);
            cursor = page;
        } while (!cursor.isFinished());
    }

    private static Map<Layout.Place, List<String>> moving(Layout layout, String server, List<String> keys) {
        Map<Layout.Place, List<String>> moving = new LinkedHashMap<>();
        for (String key : keys) {
            Keys.agent(key)
                    .map(layout::place)
                    .filter(place -> server.equals(place.source()))
                    .ifPresent(place -> moving.computeIfAbsent(place, to -> new ArrayList<>())
                            .add(key));
        }
        return moving;
    }
}
