package io.blackroad.producer.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TimersPropertyTest {

    record Entry(long time, int number) {}

    @Property
    void runsInTheOrderOfTimeThenOfAdding(@ForAll List<@IntRange(min = 0, max = 50) Integer> times) {
        Timers timers = new Timers();
        List<Entry> added = new ArrayList<>();
        List<Entry> ran = new ArrayList<>();
        for (int time : times) {
            Entry entry = new Entry(time, added.size());
            added.add(entry);
            timers.add(time, now -> ran.add(new Entry(now, entry.number())));
        }
        timers.run(25);
        assertThat(ran).allMatch(entry -> entry.time() <= 25);
        timers.run(50);
        added.sort(Comparator.comparingLong(Entry::time).thenComparingInt(Entry::number));

        assertThat(ran).isEqualTo(added);
    }
}
