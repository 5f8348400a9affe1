package io.blackroad.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.blackroad.schema.FactReader;
import io.blackroad.schema.InMemoryRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;

class ControlFilePropertyTest {
    @Property(tries = 200)
    void validTablesSurviveTheirFileAndTheirTopics(@ForAll long seed) {
        ControlTables wanted = RandomTables.of(seed);
        ControlTables read = ControlFile.parse("random.yaml", ControlYaml.of(wanted));
        MemoryControlLog log = new MemoryControlLog();
        InMemoryRegistry registry = new InMemoryRegistry();

        new ControlWriter(() -> log, registry, Clock.systemUTC()).write(read);

        ControlTable.IN_ORDER.forEach(
                table -> assertThat(List.copyOf(table.rows().apply(read)))
                        .isEqualTo(table.rows().apply(wanted)));
        ControlTable.IN_ORDER.forEach(table -> assertHolds(table, wanted, log, registry));
    }

    @Property(tries = 100)
    void oneFileAfterAnotherLeavesExactlyTheSecond(@ForAll long first, @ForAll long second) {
        ControlTables wanted = RandomTables.of(second);
        MemoryControlLog log = new MemoryControlLog();
        InMemoryRegistry registry = new InMemoryRegistry();
        ControlWriter writer = new ControlWriter(() -> log, registry, Clock.systemUTC());

        writer.write(RandomTables.of(first));
        writer.write(wanted);

        assertThat(writer.write(wanted)).isEmpty();
        ControlTable.IN_ORDER.forEach(table -> assertHolds(table, wanted, log, registry));
    }

    @Property(tries = 300)
    void anyDamageIsRefusedInWordsOrHarmless(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(ControlFile.defaultText());
        for (int damage = 1 + random.nextInt(4); damage > 0; damage--) {
            int at = random.nextInt(text.length());
            text.replace(
                    at,
                    Math.min(text.length(), at + random.nextInt(4)),
                    "" + "{}[]:,-#\"' \n\tx9&*!|".charAt(random.nextInt(19)));
        }

        assertThatCode(() -> {
                    try {
                        ControlFile.parse("damaged.yaml", text.toString());
                    } catch (ControlFileException e) {
                        assertThat(e.errors()).isNotEmpty();
                    }
                })
                .doesNotThrowAnyException();
    }

    private static <R extends SpecificRecord> void assertHolds(
            ControlTable<R> table, ControlTables wanted, MemoryControlLog log, InMemoryRegistry registry) {
        FactReader<R> reader = new FactReader<>(registry, table.topic().type());
        HeldRows<R> held = HeldRows.of(table, log.read(table.topic().name()), reader);
        List<R> rows = new ArrayList<>();
        held.ids().forEach(id -> rows.add(table.stamped().of(held.row(id), 0, Instant.EPOCH)));
        assertThat(rows).containsExactlyInAnyOrderElementsOf(table.rows().apply(wanted));
    }
}
