package io.blackroad.producer.replay;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** The Azure LLM inference trace as published: UTC times with seven digits of a second, one row a request. */
final class AzureLlmParser implements RowParser {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSS", Locale.ROOT);

    @Override
    public String header() {
        return "TIMESTAMP,ContextTokens,GeneratedTokens";
    }

    @Override
    public TraceRow parse(String line) throws UnexpectedValueException {
        String[] values = Fields.split(line, 3, header());
        return TraceRow.request(
                timestamp(values[0]),
                Fields.tokens("ContextTokens", values[1]),
                Fields.tokens("GeneratedTokens", values[2]));
    }

    private static long timestamp(String value) throws UnexpectedValueException {
        try {
            LocalDateTime at = LocalDateTime.parse(value, TIMESTAMP);
            return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), at);
        } catch (DateTimeException e) {
            throw new UnexpectedValueException("TIMESTAMP such as 2023-11-16 18:15:46.6805900", value);
        }
    }
}
