package io.blackroad.sink.jdbc;

import io.blackroad.topic.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What becomes of the facts of one topic. Writing a fact again must change nothing. */
interface TopicTable<V extends SpecificRecord> {

    Topic<V> topic();

    /**
     * Writes facts in the transaction of the connection, in few statements.
     *
     * @param facts in the order of their partitions
     * @throws SQLException if the database refuses one of them; they are then written in smaller parts, until the refused
     *     one is alone
     * @throws RefusedFactException if one makes no sense; the same happens
     */
    void write(Connection connection, List<Fact<V>> facts) throws SQLException;
}
