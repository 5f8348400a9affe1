package io.blackroad.streams.advice;

import io.blackroad.advice.Reading;
import io.blackroad.advice.Sized;
import io.blackroad.alert.AlertChange;
import io.blackroad.schema.AlertChanged;
import io.blackroad.schema.LoadSampled;
import io.blackroad.schema.Micros;
import io.blackroad.streams.alert.AlertWire;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads cores and memory of each target at the first tick that ends in a minute: of cores the busiest twentieth of the
 * agents, since each has its own, of memory all of them.
 */
final class AdviceProcessor implements Processor<String, LoadSampled, String, AlertChanged> {
    private static final long MINUTE = 60 * 1_000_000L;

    private ProcessorContext<String, AlertChanged> context;
    private AdviceBook book;

    @Override
    public void init(ProcessorContext<String, AlertChanged> newContext) {
        context = newContext;
        book = new AdviceBook(context.getStateStore(AdviceTopology.ADVICE_STORE));
    }

    @Override
    public void process(Record<String, LoadSampled> record) {
        LoadSampled sample = record.value();
        long end = Micros.of(sample.getTickEnd());
        boolean firstOfMinute = Math.floorDiv(end, MINUTE) != Math.floorDiv(end - sample.getTickMicros(), MINUTE);
        int fresh = sample.getFresh();
        if (!firstOfMinute || fresh == 0) {
            return;
        }
        long cpu = sample.getCpuRequestedMillis();
        if (cpu >= fresh) {
            take(new Reading(record.key(), Sized.CPU, sample.getCpuP95Permille(), cpu / fresh), sample);
        }
        long memory = sample.getMemoryRequestedBytes();
        if (memory >= 1_000L * fresh) {
            long use = sample.getMemoryUsedBytes() / (memory / 1_000);
            take(new Reading(record.key(), Sized.MEMORY, use, memory / fresh), sample);
        }
    }

    private void take(Reading reading, LoadSampled sample) {
        long at = sample.getTickEnd().toEpochMilli();
        for (AlertChange change : book.read(reading, sample.getTickEnd())) {
            context.forward(new Record<>(change.alert(), AlertWire.changed(change), at));
        }
    }
}
