package io.blackroad.infra.cli.trace;

import io.blackroad.infra.cli.config.Nearest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Formats of traces, by the names that people type. */
public enum TraceFormat {
    /** Counts of requests a time slot. */
    ARRIVALS("arrivals"),
    /** Requests with their tokens. */
    LLM("llm"),
    /** The same as the Azure LLM inference traces write it. */
    AZURE_LLM("azure-llm"),
    /** A fact a line, as JSON. */
    JSONL("jsonl");

    private final String text;

    TraceFormat(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    private static List<String> names() {
        return Arrays.stream(values()).map(TraceFormat::toString).toList();
    }

    /** From what was typed; a wrong one names the nearest right one. */
    public static final class Converter implements ITypeConverter<TraceFormat> {
        @Override
        public TraceFormat convert(String typed) {
            return Arrays.stream(values())
                    .filter(format -> format.text.equals(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + typed + "' is no format of a trace; "
                            + Nearest.to(typed, names())
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("formats are " + String.join(", ", names()))));
        }
    }

    /** For the help. */
    public static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }
}
