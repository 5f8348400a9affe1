package io.blackroad.infra.cli.trace;

import io.blackroad.producer.replay.TraceFormat;
import io.blackroad.words.Nearest;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Formats of traces as people type them. */
final class TraceFormats {
    private TraceFormats() {}

    /** From what was typed; a wrong one names the nearest right one. */
    static final class Converter implements ITypeConverter<TraceFormat> {
        @Override
        public TraceFormat convert(String typed) {
            if (TraceFormat.labels().contains(typed)) {
                return TraceFormat.of(typed);
            }
            String advice = Nearest.to(typed, TraceFormat.labels())
                    .map(near -> "did you mean " + near + "?")
                    .orElse("formats are " + String.join(", ", TraceFormat.labels()));
            throw new TypeConversionException("'" + typed + "' is no format of a trace; " + advice);
        }
    }

    /** For the help. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TraceFormat.labels().iterator();
        }
    }
}
