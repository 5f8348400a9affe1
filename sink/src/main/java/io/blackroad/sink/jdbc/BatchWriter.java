package io.blackroad.sink.jdbc;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.sink.database.ScaledDatabase;
import io.blackroad.sink.database.SqlFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Writes batches, each in one transaction with its offsets. What cannot be read or is refused becomes a dead letter before
 * the transaction commits, so a crash in between repeats a letter, with the same origin in its headers, and loses none.
 */
final class BatchWriter {
    private final ScaledDatabase database;
    private final Offsets offsets;
    private final Consumer<List<Letter>> deadLetters;
    private final Map<String, Lane<?>> lanes = new HashMap<>();

    /** A topic's facts on their way into its table. */
    private record Lane<V extends SpecificRecord>(TopicTable<V> table, FactReader<V> reader) {

        static <V extends SpecificRecord> Lane<V> of(TopicTable<V> table, SchemaRegistry registry) {
            return new Lane<>(table, new FactReader<>(registry, table.topic().type()));
        }

        Written.Part write(Connection connection, List<ConsumerRecord<byte[], byte[]>> records, List<Letter> letters)
                throws SQLException {
            int before = letters.size();
            List<Fact<V>> facts = new ArrayList<>(records.size());
            for (ConsumerRecord<byte[], byte[]> found : records) {
                try {
                    facts.add(new Fact<>(found, reader.read(found.value(), null)));
                } catch (SerializationException e) {
                    letters.add(new Letter(found, e));
                }
            }
            insert(connection, facts, letters);
            int refused = letters.size() - before;
            return new Written.Part(table.topic().name(), records.size() - refused, refused);
        }

        /** Halves what is refused until the refused fact is alone. */
        private void insert(Connection connection, List<Fact<V>> facts, List<Letter> letters) throws SQLException {
            if (facts.isEmpty()) {
                return;
            }
            Savepoint before = connection.setSavepoint();
            try {
                table.write(connection, facts);
                connection.releaseSavepoint(before);
                return;
            } catch (SQLException | RefusedFactException e) {
                if (e instanceof SQLException sql && SqlFault.of(sql) != SqlFault.ROW) {
                    throw sql;
                }
                connection.rollback(before);
                if (facts.size() == 1) {
                    letters.add(new Letter(facts.get(0).origin(), e));
                    return;
                }
            }
            int half = facts.size() / 2;
            insert(connection, facts.subList(0, half), letters);
            insert(connection, facts.subList(half, facts.size()), letters);
        }
    }

    BatchWriter(
            ScaledDatabase database,
            Offsets offsets,
            SchemaRegistry registry,
            List<TopicTable<?>> tables,
            Consumer<List<Letter>> deadLetters) {
        this.database = database;
        this.offsets = offsets;
        this.deadLetters = deadLetters;
        tables.forEach(table -> lanes.put(table.topic().name(), Lane.of(table, registry)));
    }

    Collection<String> topics() {
        return lanes.keySet();
    }

    Map<TopicPartition, Claim> claim(Collection<TopicPartition> partitions) throws SQLException {
        return database.write(connection -> offsets.claim(connection, partitions));
    }

    /**
     * Writes a batch. What of it is in the database already, since an answer to a commit was lost, is left out.
     *
     * @throws FencedException if another process has taken over one of its partitions; nothing is written
     * @throws SQLException if the database does not take it now; nothing is written, as far as one can know
     */
    Written write(Batch batch) throws SQLException {
        return database.write(connection -> {
            Map<TopicPartition, Claim> stored = offsets.read(connection);
            checkClaims(batch, stored);
            Batch fresh = batch.from(stored);
            List<Letter> letters = new ArrayList<>();
            List<Written.Part> parts = new ArrayList<>();
            for (var topic : fresh.byTopic().entrySet()) {
                parts.add(lanes.get(topic.getKey()).write(connection, topic.getValue(), letters));
            }
            offsets.advance(connection, stored, fresh.next());
            deadLetters.accept(letters);
            return new Written(parts);
        });
    }

    private static void checkClaims(Batch batch, Map<TopicPartition, Claim> stored) {
        for (TopicPartition partition : batch.next().keySet()) {
            Claim now = stored.get(partition);
            if (now == null || now.epoch() != batch.claims().get(partition).epoch()) {
                throw new FencedException(partition + " was taken over by another process");
            }
        }
    }
}
