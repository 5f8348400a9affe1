package io.blackroad.sink.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a batch into commands: one server each, and small enough that the server's other callers do not notice. */
final class Groups {
    static final int MAX_KEYS = 128;
    static final int MAX_BYTES = 1 << 20;

    private Groups() {}

    /**
     * Keys that one command is about.
     *
     * @param indexes places in the batch
     */
    record Group(Layout.Place place, List<Integer> indexes) {}

    static List<Group> of(Layout layout, List<Ask> asks, Iterable<Integer> open) {
        List<Group> full = new ArrayList<>();
        Map<Layout.Place, Group> filling = new LinkedHashMap<>();
        Map<Layout.Place, Integer> sizes = new LinkedHashMap<>();
        for (int index : open) {
            Ask ask = asks.get(index);
            Layout.Place place = layout.place(ask.agentId());
            int size = sizes.merge(place, ask.size(), Integer::sum);
            Group group = filling.computeIfAbsent(place, to -> new Group(to, new ArrayList<>()));
            group.indexes().add(index);
            if (group.indexes().size() == MAX_KEYS || size >= MAX_BYTES) {
                full.add(group);
                filling.remove(place);
                sizes.remove(place);
            }
        }
        full.addAll(filling.values());
        return full;
    }
}
