package io.blackroad.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BeforeCommitTest {
    private static final String STORE = "unwritten";

    private final List<String> happened = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void theActionRunsAfterTheRecordAndOnceACommit() {
        try (TopologyTestDriver driver = driver(1 << 20)) {
            var input = driver.createInputTopic("facts", new StringSerializer(), new StringSerializer());
            input.pipeInput("a", "ask");
            input.pipeInput("b", "silent");
            input.pipeInput("c", "ask");
        }

        assertThat(happened).containsExactly("a", "written", "b", "c", "written");
    }

    @Test
    void withoutACacheItRunsAtOnce() {
        try (TopologyTestDriver driver = driver(0)) {
            driver.createInputTopic("facts", new StringSerializer(), new StringSerializer())
                    .pipeInput("a", "ask");
        }

        assertThat(happened).contains("written", "a");
    }

    private TopologyTestDriver driver(long cacheBytes) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "before-commit");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, cacheBytes);
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        Topology topology = new Topology();
        topology.addSource("source", "facts");
        topology.addProcessor("processor", Asker::new, "source");
        topology.addStateStore(BeforeCommit.store(STORE), "processor");
        return new TopologyTestDriver(topology, properties);
    }

    private final class Asker implements Processor<String, String, Void, Void> {
        private BeforeCommit unwritten;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            unwritten = BeforeCommit.of(context, STORE, () -> happened.add("written"));
        }

        @Override
        public void process(Record<String, String> record) {
            if (record.value().equals("ask")) {
                unwritten.ask();
                unwritten.ask();
            }
            happened.add(record.key());
        }
    }
}
