package io.blackroad.producer.replay;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The forms of traces that can be replayed. */
public enum TraceFormat {
    /** {@code timestamp_s,arrivals}: counts, spread evenly over the time until the next row. */
    ARRIVALS("arrivals", ArrivalsParser::new),
    /** {@code timestamp_s,input_tokens,output_tokens}: one request a row. */
    LLM("llm", LlmParser::new),
    /** The Azure LLM inference trace as published. */
    AZURE_LLM("azure-llm", AzureLlmParser::new),
    /** One JSON object a line. */
    JSONL("jsonl", JsonlParser::new),
    /** Pods that hold cores, memory and GPUs for a time, as Alibaba published them in 2023. */
    OPENB("openb", OpenbParser::new),
    /** Requests a second of a service's containers, as Alibaba published them in 2026. */
    GENTD26("gentd26", null) {
        @Override
        Requests open(Path file) {
            return new RateRequests(LoadTraceReader.read(file, LoadForm.GENTD26_QPS));
        }

        @Override
        Requests of(String name, InputStream in) {
            return new RateRequests(LoadTraceReader.read(name, in, LoadForm.GENTD26_QPS));
        }
    };

    private final String label;
    private final Supplier<RowParser> parser;

    TraceFormat(String label, Supplier<RowParser> parser) {
        this.label = label;
        this.parser = parser;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** All labels. */
    public static List<String> labels() {
        return Stream.of(values()).map(TraceFormat::label).toList();
    }

    /**
     * The format of this label.
     *
     * @throws InvalidSettingsException naming those that there are
     */
    public static TraceFormat of(String label) {
        for (TraceFormat format : values()) {
            if (format.label.equals(label)) {
                return format;
            }
        }
        InvalidSettingsException.throwIfAny(
                "trace format", List.of(label + " is unknown, use one of " + String.join(", ", labels())));
        throw new AssertionError("not reached");
    }

    Requests open(Path file) {
        return TraceReader.open(file, this);
    }

    Requests of(String name, InputStream in) {
        return TraceReader.of(name, in, this);
    }

    RowParser parser() {
        return parser.get();
    }
}
