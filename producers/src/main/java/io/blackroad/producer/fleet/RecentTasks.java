package io.blackroad.producer.fleet;

import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the newest task ids, so that a task submitted twice is worked once. */
final class RecentTasks {
    /** At a thousand tasks a second a repetition within a minute is noticed; about 10 MB. */
    static final int MOST = 65_536;

    private final Map<String, Boolean> ids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether this id is new; remembers it. */
    boolean add(String id) {
        return ids.put(id, Boolean.TRUE) == null;
    }
}
