package io.blackroad.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.control.Rule;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTableTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final MemoryControlLog log = new MemoryControlLog();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final RuleTable table = new RuleTable(() -> log, registry, clock);

    @Test
    void aRuleIsChangedAndTheOthersStay() {
        new ControlWriter(() -> log, registry, clock).write(ControlFile.defaults());
        Map<String, Rule> before = table.read();
        Rule worker = Rule.newBuilder(before.get("worker")).setPauseDown(true).build();

        assertThat(table.write(List.of(worker))).extracting(RowChange::id).containsExactly("worker");
        assertThat(table.write(List.of(worker))).isEmpty();

        Map<String, Rule> after = table.read();
        assertThat(after.keySet()).containsExactly("api", "gpu", "worker");
        assertThat(after.get("worker").getVersion()).isEqualTo(2);
        assertThat(after.get("worker").getPauseDown()).isTrue();
        assertThat(after.get("api")).isEqualTo(before.get("api"));
    }
}
