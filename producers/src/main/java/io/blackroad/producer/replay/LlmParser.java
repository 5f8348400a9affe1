package io.blackroad.producer.replay;

/** {@code timestamp_s,input_tokens,output_tokens}: one row a request. */
final class LlmParser implements RowParser {
    @Override
    public String header() {
        return "timestamp_s,input_tokens,output_tokens";
    }

    @Override
    public TraceRow parse(String line) throws UnexpectedValueException {
        String[] values = Fields.split(line, 3, header());
        return TraceRow.request(
                Fields.secondsAsMicros("timestamp_s", values[0]),
                Fields.tokens("input_tokens", values[1]),
                Fields.tokens("output_tokens", values[2]));
    }
}
