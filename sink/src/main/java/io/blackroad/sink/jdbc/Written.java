package io.blackroad.sink.jdbc;

import java.util.List;

/**
 * What became of a batch.
 *
 * @param facts by topic
 */
record Written(List<Part> facts) {

    /**
     * The facts of one topic.
     *
     * @param topic its name
     * @param rows facts that are in rows now
     * @param letters facts that became dead letters
     */
    record Part(String topic, int rows, int letters) {}

    int rows() {
        return facts.stream().mapToInt(Part::rows).sum();
    }
}
