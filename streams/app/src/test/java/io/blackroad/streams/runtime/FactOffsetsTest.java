package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.agent.AgentTopology;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactOffsetsTest {

    @ParameterizedTest
    // First offset kept, offset committed (empty for none), end; whether a fact waits.
    @CsvSource({
        "0, , 0, false",
        "0, , 3, true",
        "0, 2, 3, true",
        "0, 3, 3, false",
        "7, , 7, false",
        "7, 2, 7, false",
        "7, 2, 8, true"
    })
    void aFactWaitsThatIsKeptAndNotRead(long start, Long committed, long end, boolean unread) {
        Map<TopicPartition, Long> starts = new HashMap<>();
        Map<TopicPartition, Long> read = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        AgentTopology.SOURCES.forEach(topic -> {
            starts.put(new TopicPartition(topic.name(), 0), 0L);
            ends.put(new TopicPartition(topic.name(), 0), 0L);
        });
        TopicPartition one = new TopicPartition(AgentTopology.SOURCES.get(1).name(), 0);
        starts.put(one, start);
        ends.put(one, end);
        if (committed != null) {
            read.put(one, committed);
        }
        assertThat(new FactOffsets(starts, read, ends).readTo(ends, 0)).isEqualTo(!unread);
    }
}
