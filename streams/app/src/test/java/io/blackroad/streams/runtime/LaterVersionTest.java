package io.blackroad.streams.runtime;

import static io.blackroad.streams.runtime.FleetDriver.START;
import static io.blackroad.streams.runtime.FleetDriver.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.agent.TaskCounts;
import io.blackroad.load.AgentSums;
import io.blackroad.load.Partial;
import io.blackroad.streams.gpu.GpuTopology;
import io.blackroad.streams.load.LoadTopology;
import io.blackroad.streams.stored.GpuWire;
import io.blackroad.streams.stored.LaterVersion;
import io.blackroad.streams.stored.PartialWire;
import io.blackroad.streams.stored.StoredGpuFact;
import io.blackroad.streams.stored.StoredPartial;
import io.blackroad.streams.stored.UnknownWriterException;
import io.blackroad.topic.Topics;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A later version has written to the topics between the stages, then this one takes over. */
class LaterVersionTest {
    private static final LaterVersion<StoredPartial> PARTIALS = new LaterVersion<>(StoredPartial.class);
    private static final LaterVersion<StoredGpuFact> GPU_FACTS = new LaterVersion<>(StoredGpuFact.class);

    @TempDir
    private Path directory;

    private FleetDriver fleet;

    @BeforeEach
    void start() {
        fleet = new FleetDriver(directory);
        fleet.control(10, 100);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void whatItWroteIsReadOnceItsSchemaIsRegistered() {
        PARTIALS.registerIn(fleet.registry);
        GPU_FACTS.registerIn(fleet.registry);
        partial();
        gpuFact();
        assertThat(fleet.samples())
                .singleElement()
                .satisfies(sample -> assertThat(sample.getAgents()).isEqualTo(7));
        assertThat(fleet.records(Topics.DEAD_LETTER.name())).isEmpty();
    }

    @Test
    void aBundleWhoseSchemaNobodyHasStopsTheStageAndIsNoDeadLetter() {
        assertThatThrownBy(this::partial).hasRootCauseInstanceOf(UnknownWriterException.class);
        assertThat(fleet.records(Topics.DEAD_LETTER.name())).isEmpty();
    }

    @Test
    void aRecordWhoseSchemaNobodyHasStopsTheStageAndIsNoDeadLetter() {
        assertThatThrownBy(this::gpuFact).hasRootCauseInstanceOf(UnknownWriterException.class);
        assertThat(fleet.records(Topics.DEAD_LETTER.name())).isEmpty();
    }

    private void partial() {
        AgentSums sums = new AgentSums(7, 7, 0, 0, 7, 0, 700, 7_000, 0, 0, 0, 0, 0, 0, 100, 0, 0);
        Partial partial = new Partial(
                0,
                1,
                START.getEpochSecond(),
                sums,
                TaskCounts.ZERO,
                new int[0],
                new int[0],
                new Partial.SourceOffsets(1, -1, 0));
        pipe(LoadTopology.partialsTopic(application()), TARGET, PARTIALS.bytes(PartialWire.stored(partial)));
    }

    private void gpuFact() {
        StoredGpuFact tick = GpuWire.ticked(START.getEpochSecond() * 1_000_000);
        pipe(GpuTopology.factsTopic(application()), "us-east", GPU_FACTS.bytes(tick));
    }

    private void pipe(String topic, String key, byte[] value) {
        fleet.bytes(topic, key.getBytes(StandardCharsets.UTF_8), value, START);
    }

    private String application() {
        return RuntimeSettings.defaults("nowhere:1", URI.create("http://nowhere"), directory, 0)
                .applicationId();
    }
}
