package io.blackroad.producer.replay;

import java.util.List;

/**
 * The pods of Alibaba's cluster-trace-gpu-v2023 as published: each holds cores, memory and cards from its creation to its
 * deletion. When it was scheduled is not read: that is for the fleet that it is played to.
 */
final class OpenbParser implements RowParser {
    private static final int COLUMNS = 11;
    private static final long MEBIBYTE = 1L << 20;
    private static final long MOST_MILLIS = 10_000_000;
    private static final long MOST_MEBIBYTES = 1L << 30;
    private static final long MOST_CARDS = 1_024;
    private static final int WHOLE_CARD = 1_000;

    @Override
    public String header() {
        return "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,deletion_time,"
                + "scheduled_time";
    }

    @Override
    public TraceRow parse(String line) throws UnexpectedValueException {
        String[] values = Fields.split(line, COLUMNS, header());
        long from = Fields.secondsAsMicros("creation_time", values[8]);
        long to = Fields.secondsAsMicros("deletion_time", values[9]);
        if (to < from) {
            throw new UnexpectedValueException("a deletion_time not before the creation_time", line);
        }
        int cards = (int) Fields.whole("num_gpu", values[3], MOST_CARDS);
        int share = (int) Fields.whole("gpu_milli", values[4], WHOLE_CARD);
        return TraceRow.claim(
                from,
                new TraceClaim(
                        (int) Fields.whole("cpu_milli", values[1], MOST_MILLIS),
                        Fields.whole("memory_mib", values[2], MOST_MEBIBYTES) * MEBIBYTE,
                        cards,
                        cards == 1 ? share : WHOLE_CARD,
                        values[5].isEmpty() ? List.of() : List.of(values[5].split("\\|")),
                        to - from));
    }
}
