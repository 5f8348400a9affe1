package io.blackroad.connect;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificRecord;

/**
 * A table and its topic, by count and checksum.
 *
 * @param table name of the table
 * @param rows rows of the database
 * @param checksum CRC-32C of the database's rows in the order of their ids
 * @param topicRows rows of the topic
 * @param topicChecksum the same of the topic's rows
 * @param differing ids of the rows that are not the same in both
 */
public record TableComparison(
        String table, int rows, long checksum, int topicRows, long topicChecksum, List<String> differing) {
    private static final int NAMED = 10;

    /** Compares rows by their ids; an unreadable row is null. */
    static TableComparison of(String table, Map<String, SpecificRecord> left, Map<String, SpecificRecord> right) {
        Map<String, String> rows = texts(left);
        Map<String, String> topic = texts(right);
        TreeSet<String> ids = new TreeSet<>(rows.keySet());
        ids.addAll(topic.keySet());
        ids.removeIf(id -> rows.containsKey(id) && rows.get(id).equals(topic.get(id)));
        return new TableComparison(table, rows.size(), checksum(rows), topic.size(), checksum(topic), List.copyOf(ids));
    }

    /** True if both hold the same. */
    public boolean same() {
        return rows == topicRows && checksum == topicChecksum;
    }

    /** How they differ, in a sentence. */
    public String difference() {
        return table + " has " + rows + " rows, its topic " + topicRows + ", different are "
                + differing.stream().limit(NAMED).toList() + (differing.size() > NAMED ? " and more" : "");
    }

    private static Map<String, String> texts(Map<String, SpecificRecord> rows) {
        Map<String, String> texts = new TreeMap<>();
        rows.forEach((id, row) -> texts.put(id, text(row)));
        return texts;
    }

    private static long checksum(Map<String, String> rows) {
        CRC32C sum = new CRC32C();
        rows.forEach((id, text) -> sum.update((id + '=' + text + '\n').getBytes(StandardCharsets.UTF_8)));
        return sum.getValue();
    }

    /** One text for equal values: the maps of two records may be in different orders. */
    private static String text(Object value) {
        if (value instanceof SpecificRecord record) {
            StringBuilder text = new StringBuilder("{");
            for (Field field : record.getSchema().getFields()) {
                text.append(field.name())
                        .append(':')
                        .append(text(record.get(field.pos())))
                        .append(' ');
            }
            return text.append('}').toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            map.forEach((key, of) -> sorted.put(key.toString(), text(of)));
            return sorted.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TableComparison::text).toList().toString();
        }
        return String.valueOf(value);
    }
}
