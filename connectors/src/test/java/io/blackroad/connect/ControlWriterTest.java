package io.blackroad.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.blackroad.connect.RowChange.Kind;
import io.blackroad.schema.FactReader;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.schema.SchemaRegistry;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.schema.control.Region;
import io.blackroad.schema.control.Rule;
import io.blackroad.topic.Topics;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ControlWriterTest {
    private static final String RULES = Topics.RULES.name();
    private static final Instant FIRST = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-03-01T11:00:00Z");

    private final MemoryControlLog log = new MemoryControlLog();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @Test
    void theFirstWriteWritesEveryRow() {
        List<RowChange> changes = write(ControlFile.defaults(), FIRST);

        assertThat(changes)
                .hasSize(3 + 150 + 60 + 3 + 9 + 7 + 5 + 1 + 5)
                .allMatch(change -> change.kind() == Kind.ADDED);
        assertThat(rules().values())
                .extracting(Rule::getId, Rule::getVersion, Rule::getUpdatedAt)
                .containsExactly(tuple("api", 1L, FIRST), tuple("worker", 1L, FIRST), tuple("gpu", 1L, FIRST));
    }

    @Test
    void whatIsReferredToIsWrittenFirst() {
        write(ControlFile.defaults(), FIRST);

        assertThat(log.appended())
                .containsExactly(
                        "control.public.regions",
                        "control.public.workers",
                        "control.public.gpu_nodes",
                        "control.public.rules",
                        "control.public.targets",
                        "control.public.prices",
                        "control.public.phases",
                        "control.public.budgets",
                        "control.public.alerts");
    }

    @Test
    void aSecondWriteOfTheSameChangesNothing() {
        write(ControlFile.defaults(), FIRST);
        log.appended().clear();

        assertThat(write(ControlFile.defaults(), SECOND)).isEmpty();
        assertThat(log.appended()).isEmpty();
    }

    @Test
    void aChangedRuleGetsTheNextVersionAndOthersKeepTheirs() {
        write(ControlFile.defaults(), FIRST);

        List<RowChange> changes = write(edited("maxReplicas: 50\n", "maxReplicas: 60\n"), SECOND);

        assertThat(changes).containsExactly(new RowChange("rules", "api", Kind.CHANGED));
        assertThat(rules().values())
                .extracting(Rule::getId, Rule::getMaxReplicas, Rule::getVersion, Rule::getUpdatedAt)
                .containsExactly(
                        tuple("api", 60, 2L, SECOND), tuple("worker", 100, 1L, FIRST), tuple("gpu", 20, 1L, FIRST));
    }

    @Test
    void aRegionThatIsGoneLeavesTombstonesReferrersFirst() {
        write(ControlFile.defaults(), FIRST);
        log.appended().clear();

        List<RowChange> changes = write(without("ap-south"), SECOND);

        assertThat(changes).hasSize(3 + 20 + 50 + 1).allMatch(change -> change.kind() == Kind.REMOVED);
        assertThat(log.appended())
                .containsExactly(
                        "control.public.targets",
                        "control.public.gpu_nodes",
                        "control.public.workers",
                        "control.public.regions");
        assertThat(log.entries(Topics.REGIONS.name())).last().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo("ap-south");
            assertThat(entry.value()).isNull();
        });
    }

    @Test
    void aRuleThatComesBackGoesOnFromItsLastVersion() {
        String extra = "rules:\n  us-east/api: { kind: guide, minReplicas: 1, maxReplicas: 2, upAbovePercent: 70,"
                + " downBelowPercent: 30, cooldownSeconds: 1 }\n";
        String withExtra = ControlFile.defaultText()
                .replace("rules:\n", extra)
                .replace("us-east:  { api: { rule: api }", "us-east:  { api: { rule: us-east/api }");
        write(ControlFile.parse("t", withExtra), FIRST);
        write(ControlFile.defaults(), FIRST);

        write(ControlFile.parse("t", withExtra), SECOND);

        assertThat(rules().get("us-east/api").getVersion()).isEqualTo(2);
    }

    @Test
    void aWriteThatWasCutShortIsFinishedByTheNext() {
        log.failAfter(2);
        assertThatThrownBy(() -> write(ControlFile.defaults(), FIRST)).hasMessage("the broker is gone");
        log.failAfter(Integer.MAX_VALUE);

        List<RowChange> changes = write(ControlFile.defaults(), SECOND);

        assertThat(changes).extracting(RowChange::table).doesNotContain("regions", "workers");
        assertThat(write(ControlFile.defaults(), SECOND)).isEmpty();
    }

    @Test
    void anUnreadableRowIsWrittenAnewAndARowWithoutAKeyIgnored() {
        write(ControlFile.defaults(), FIRST);
        log.entries(RULES).add(new ControlLog.Entry("api", new byte[] {1, 2, 3, 4, 5, 6}));
        log.entries(RULES).add(new ControlLog.Entry("gpu", new byte[] {0, 0, 0, 0, 99, 6}));
        log.entries(RULES).add(new ControlLog.Entry("zzz", new byte[] {7}));
        log.entries(RULES).add(new ControlLog.Entry(null, new byte[] {7}));

        assertThat(write(ControlFile.defaults(), SECOND))
                .containsExactly(
                        new RowChange("rules", "api", Kind.CHANGED),
                        new RowChange("rules", "gpu", Kind.CHANGED),
                        new RowChange("rules", "zzz", Kind.REMOVED));
        assertThat(rules().get("api").getVersion()).isEqualTo(2);
    }

    @Test
    void aRegistryThatDoesNotAnswerStopsTheWriteBeforeAnyRow() {
        write(ControlFile.defaults(), FIRST);
        log.appended().clear();
        SchemaRegistry gone = new SchemaRegistry() {
            @Override
            public int register(String subject, Schema schema) {
                throw new SchemaRegistryException("the registry is gone");
            }

            @Override
            public Schema byId(int id) {
                throw new SchemaRegistryException("the registry is gone");
            }

            @Override
            public List<Schema> history(String subject) {
                throw new SchemaRegistryException("the registry is gone");
            }
        };

        assertThatThrownBy(() -> new ControlWriter(() -> log, gone, Clock.systemUTC()).write(without("ap-south")))
                .hasMessage("the registry is gone");
        assertThat(log.appended()).isEmpty();
    }

    @Test
    void aWeightIsAChangeToo() {
        write(ControlFile.defaults(), FIRST);

        assertThat(write(edited("us-east:  { url", "us-east:  { weight: 2, url"), SECOND))
                .containsExactly(new RowChange("regions", "us-east", Kind.CHANGED));
        FactReader<Region> reader = new FactReader<>(registry, Region.class);
        List<ControlLog.Entry> entries = log.entries(Topics.REGIONS.name());
        assertThat(reader.read(entries.get(entries.size() - 1).value(), null).getWeight())
                .isEqualTo(2);
    }

    private List<RowChange> write(ControlTables tables, Instant at) {
        return new ControlWriter(() -> log, registry, Clock.fixed(at, ZoneOffset.UTC)).write(tables);
    }

    private Map<String, Rule> rules() {
        FactReader<Rule> reader = new FactReader<>(registry, Rule.class);
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (ControlLog.Entry entry : log.entries(RULES)) {
            if (entry.value() == null) {
                rules.remove(entry.key());
            } else if (entry.value().length > 20) {
                rules.put(entry.key(), reader.read(entry.value(), null));
            }
        }
        return rules;
    }

    private static ControlTables edited(String from, String to) {
        return ControlFile.parse("t", ControlFile.defaultText().replace(from, to));
    }

    private static ControlTables without(String region) {
        String kept = ControlFile.defaultText()
                .lines()
                .filter(line -> !line.startsWith("  " + region + ":"))
                .reduce("", (text, line) -> text + line + "\n");
        return ControlFile.parse("t", kept);
    }
}
