package io.blackroad.infra.simulation;

import java.util.ArrayList;
import java.util.List;

/** One partition of a topic as a reader of committed records sees it. Nothing is ever taken back. */
final class Log<T> {
    private final List<T> records = new ArrayList<>();

    void append(T record) {
        records.add(record);
    }

    /** Offset after the last record. */
    int end() {
        return records.size();
    }

    T at(int offset) {
        return records.get(offset);
    }
}
