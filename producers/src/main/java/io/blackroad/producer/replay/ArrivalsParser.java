package io.blackroad.producer.replay;

/** {@code timestamp_s,arrivals}: how many arrived in the interval that starts there. */
final class ArrivalsParser implements RowParser {
    /** Beyond this a count is a mistake, not a workload. */
    private static final long MOST_ARRIVALS = 1_000_000_000_000L;

    @Override
    public String header() {
        return "timestamp_s,arrivals";
    }

    @Override
    public TraceRow parse(String line) throws UnexpectedValueException {
        String[] values = Fields.split(line, 2, header());
        return TraceRow.arrivals(
                Fields.secondsAsMicros("timestamp_s", values[0]), Fields.whole("arrivals", values[1], MOST_ARRIVALS));
    }
}
