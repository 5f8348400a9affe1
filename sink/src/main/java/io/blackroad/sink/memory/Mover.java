package io.blackroad.sink.memory;

import static io.blackroad.sink.memory.Layouts.bytes;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings keys from their old server to their new one: copy, put down once, remove. May be done by any number of processes at
 * the same time and broken off anywhere:
 *
 * <ul>
 *   <li>What lies at the source does not change: it was told the layout, so it refuses everybody who would write there.
 *   <li>The new server puts a key down only the first time and remembers that it arrived, in the same step. A copy that comes
 *       late, after the key was written, deleted or has expired there, changes nothing.
 *   <li>What is left at the source after a crash is found there again and removed.
 * </ul>
 *
 * A time to live is carried over as a point in time, so it is kept to within what the servers' clocks differ.
 */
final class Mover {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] NEVER = bytes("0");

    private final Links links;
    private final Layouts layouts;

    Mover(Links links, Layouts layouts) {
        this.links = links;
        this.layouts = layouts;
    }

    /**
     * Returns when all keys have arrived, whether there was something or not.
     *
     * @param place where they come from and where they go
     * @return how many keys there were at the source
     * @throws StaleLayoutException if the layout is not the present one
     * @throws ShardException if one of the two servers does not answer
     */
    int bring(Layout layout, Layout.Place place, List<String> keys) {
        layouts.confirm(place.source());
        int found = 0;
        for (int from = 0; from < keys.size(); from += Groups.MAX_KEYS) {
            found += step(layout, place, keys.subList(from, Math.min(keys.size(), from + Groups.MAX_KEYS)));
        }
        return found;
    }

    private int step(Layout layout, Layout.Place place, List<String> keys) {
        RedisLink source = links.to(place.source());
        RedisLink owner = links.to(place.owner());
        List<?> copies = (List<?>)
                links.await(source, source.eval(Script.LIFT, named(keys, Keys.LAYOUT_ID), List.of(bytes(layout.id()))));
        List<byte[]> load = new ArrayList<>();
        load.add(bytes(layout.id()));
        int found = 0;
        for (Object copy : copies) {
            List<?> fields = (List<?>) copy;
            load.add(fields.isEmpty() ? NOTHING : (byte[]) fields.get(0));
            load.add(fields.isEmpty() ? NEVER : (byte[]) fields.get(1));
            found += fields.isEmpty() ? 0 : 1;
        }
        links.await(owner, owner.eval(Script.LAND, named(keys, Keys.LAYOUT_ID, Keys.ARRIVALS), load));
        links.await(source, source.eval(Script.CLEAR, named(keys, Keys.LAYOUT_ID), List.of(bytes(layout.id()))));
        return found;
    }

    private static List<String> named(List<String> keys, String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(keys);
        return all;
    }
}
