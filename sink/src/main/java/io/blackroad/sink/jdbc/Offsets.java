package io.blackroad.sink.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code sink_offsets}: how far each partition is written, and by whom. Kafka's own fence is no fence here: a process that
 * hung while its partitions moved on would write to the database all the same. So each takeover raises the partition's
 * epoch, and a transaction that finds another epoch than its own at its end is rolled back.
 */
final class Offsets {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private static final String CLAIM = """
            INSERT INTO fleet.sink_offsets AS o (sink, topic, partition, next_offset, epoch, owner)
            VALUES (?, ?, ?, 0, 1, ?)
            ON CONFLICT (sink, topic, partition) DO UPDATE
            SET epoch = o.epoch + 1, owner = excluded.owner, updated_at = now()
            RETURNING next_offset, epoch""";

    private static final String ADVANCE = """
            UPDATE fleet.sink_offsets SET next_offset = ?, updated_at = now()
            WHERE sink = ? AND topic = ? AND partition = ? AND epoch = ? AND next_offset = ?""";

    private static final String READ =
            "SELECT topic, partition, next_offset, epoch FROM fleet.sink_offsets WHERE sink = ?";

    private final String sink;
    private final String owner;

    /**
     * @param sink whose offsets they are
     * @param owner the process, for people
     */
    Offsets(String sink, String owner) {
        this.sink = sink;
        this.owner = owner;
    }

    /** Takes partitions over. Waits for a transaction that is just writing one of them. */
    Map<TopicPartition, Claim> claim(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Claim> claims = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            for (TopicPartition partition : partitions.stream().sorted(ORDER).toList()) {
                statement.setString(1, sink);
                statement.setString(2, partition.topic());
                statement.setInt(3, partition.partition());
                statement.setString(4, owner);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    claims.put(partition, new Claim(row.getLong("epoch"), row.getLong("next_offset")));
                }
            }
        }
        return claims;
    }

    /** How far the sink is, by partition. */
    Map<TopicPartition, Claim> read(Connection connection) throws SQLException {
        Map<TopicPartition, Claim> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, sink);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(
                            new TopicPartition(row.getString("topic"), row.getInt("partition")),
                            new Claim(row.getLong("epoch"), row.getLong("next_offset")));
                }
            }
        }
        return found;
    }

    /**
     * Notes how far the transaction goes.
     *
     * @param from what {@link #read} gave at its beginning
     * @throws FencedException if a partition was taken over or written by another one meanwhile
     */
    void advance(Connection connection, Map<TopicPartition, Claim> from, Map<TopicPartition, Long> to)
            throws SQLException {
        TreeMap<TopicPartition, Long> ordered = new TreeMap<>(ORDER);
        ordered.putAll(to);
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            for (Map.Entry<TopicPartition, Long> step : ordered.entrySet()) {
                Claim claim = from.get(step.getKey());
                statement.setLong(1, step.getValue());
                statement.setString(2, sink);
                statement.setString(3, step.getKey().topic());
                statement.setInt(4, step.getKey().partition());
                statement.setLong(5, claim.epoch());
                statement.setLong(6, claim.nextOffset());
                statement.addBatch();
            }
            int[] changed = statement.executeBatch();
            List<TopicPartition> partitions = List.copyOf(ordered.keySet());
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] != 1) {
                    throw new FencedException(partitions.get(i) + " is written by another process of sink " + sink);
                }
            }
        }
    }
}
