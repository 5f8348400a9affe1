package io.blackroad.producer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.blackroad.producer.sdk.InvalidSettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
    @TempDir
    Path folder;

    private static List<TraceRequest> read(TraceFormat format, String text) {
        try (TraceReader reader =
                TraceReader.of("test", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), format)) {
            return all(reader);
        }
    }

    private static List<TraceRequest> all(TraceReader reader) {
        List<TraceRequest> requests = new ArrayList<>();
        for (TraceRequest request = reader.next(); request != null; request = reader.next()) {
            requests.add(request);
        }
        return requests;
    }

    @Test
    void spreadsArrivalsOverTheirInterval() {
        List<TraceRequest> requests = read(TraceFormat.ARRIVALS, "timestamp_s,arrivals\n600,2\n610,0\n620,4\n660,1\n");

        assertThat(requests)
                .extracting(TraceRequest::atMicros)
                .containsExactly(0L, 5_000_000L, 20_000_000L, 30_000_000L, 40_000_000L, 50_000_000L, 60_000_000L);
        assertThat(requests).extracting(TraceRequest::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void spreadsTheLastArrivalsAsLongAsThoseBefore() {
        assertThat(read(TraceFormat.ARRIVALS, "timestamp_s,arrivals\n0,1\n10,2\n"))
                .extracting(TraceRequest::atMicros)
                .containsExactly(0L, 10_000_000L, 15_000_000L);
    }

    @Test
    void readsTokens() {
        assertThat(read(TraceFormat.LLM, "timestamp_s,input_tokens,output_tokens\n0,374,44\n4.314579,396,109\n"))
                .containsExactly(
                        new TraceRequest(1, 0, 374, 44, "", ""), new TraceRequest(2, 4_314_579, 396, 109, "", ""));
    }

    @Test
    void readsTheAzureTraceWithItsLineEnds() {
        String text = "TIMESTAMP,ContextTokens,GeneratedTokens\r\n"
                + "2023-11-16 18:15:46.6805900,374,44\r\n"
                + "2023-11-16 18:15:50.9951690,396,109\r\n";
        assertThat(read(TraceFormat.AZURE_LLM, text))
                .containsExactly(
                        new TraceRequest(1, 0, 374, 44, "", ""), new TraceRequest(2, 4_314_579, 396, 109, "", ""));
    }

    @Test
    void readsJsonLines() {
        String text = """
                {"at_s": 1.5, "input_tokens": 10, "output_tokens": 20, "region": "eu-west", "service": "gpu"}

                {"at_s": 2.5, "count": 2}
                {"at_s": 4.5, "count": 0}
                """;
        assertThat(read(TraceFormat.JSONL, text))
                .containsExactly(
                        new TraceRequest(1, 0, 10, 20, "eu-west", "gpu"),
                        new TraceRequest(2, 1_000_000, 0, 0, "", ""),
                        new TraceRequest(3, 2_000_000, 0, 0, "", ""));
        assertThat(read(
                        TraceFormat.JSONL,
                        "{\"timestamp\":\"2026-03-01T12:00:00Z\",\"count\":1}\n"
                                + "{\"timestamp\":\"2026-03-01T12:00:00.25Z\",\"output_tokens\":9}"))
                .containsExactly(new TraceRequest(1, 0, 0, 0, "", ""), new TraceRequest(2, 250_000, 0, 9, "", ""));
    }

    @Test
    void readsAnEmptyTrace() {
        assertThat(read(TraceFormat.ARRIVALS, "timestamp_s,arrivals\n")).isEmpty();
        assertThat(read(TraceFormat.JSONL, "")).isEmpty();
    }

    @Test
    void readsAFilePackedOrNot() throws IOException {
        String text = "\uFEFFtimestamp_s,arrivals\n0,3\n";
        Path plain = Files.writeString(folder.resolve("a.csv"), text);
        Path packed = folder.resolve("a.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        for (Path file : List.of(plain, packed)) {
            try (TraceReader reader = TraceReader.open(file, TraceFormat.ARRIVALS)) {
                assertThat(all(reader)).hasSize(3);
            }
        }
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> TraceReader.open(folder.resolve("none.csv"), TraceFormat.LLM))
                .withMessageContaining("none.csv")
                .withMessageContaining("NoSuchFile");
        Path notPacked = Files.writeString(folder.resolve("b.gz"), "timestamp_s,arrivals\n");
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> TraceReader.open(notPacked, TraceFormat.ARRIVALS))
                .withMessageContaining("b.gz");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ARRIVALS|timestamp,arrivals|line 1: expected the line timestamp_s,arrivals",
                "ARRIVALS|timestamp_s,arrivals#0,1#x,2|line 3: expected timestamp_s in seconds",
                "ARRIVALS|timestamp_s,arrivals#0,-1|line 2: expected arrivals between 0 and",
                "ARRIVALS|timestamp_s,arrivals#0,1,2|line 2: expected 2 values",
                "ARRIVALS|timestamp_s,arrivals#1e-999999999,1|line 2: expected timestamp_s between 0",
                "ARRIVALS|timestamp_s,arrivals#5,1#4,1|line 3: expected a time not before that of the row above",
                "LLM|timestamp_s,input_tokens,output_tokens#0,1,1.5|line 2: expected output_tokens as a whole number",
                "LLM|timestamp_s,input_tokens,output_tokens#0,9999999999,1|line 2: expected input_tokens between 0",
                "AZURE_LLM|TIMESTAMP,ContextTokens,GeneratedTokens#2023-11-16 18:15,1,1|line 2: expected TIMESTAMP such",
                "JSONL|[1]|line 1: expected a JSON object",
                "JSONL|{\"at_s\":1,\"count\":1} x|line 1: expected a JSON object",
                "JSONL|{\"at_s\":1}|line 1: expected either count, or input_tokens",
                "JSONL|{\"count\":1}|line 1: expected either at_s or timestamp",
                "JSONL|{\"at_s\":1,\"count\":1,\"servce\":\"x\"}|expected only the names at_s",
                "JSONL|{\"at_s\":1,\"count\":1,\"service\":7}|expected service as text",
                "JSONL|{\"timestamp\":\"noon\",\"count\":1}|expected timestamp such as",
            })
    void saysWhatItExpectedWhere(TraceFormat format, String text, String message) {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> read(format, text.replace('#', '\n')))
                .withMessageStartingWith("test, line ")
                .withMessageContaining(message)
                .withMessageContaining(", found \"");
    }

    @Test
    void whatItFoundSteersNoTerminal() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> read(TraceFormat.JSONL, "a\u001b[31m\u009b31m\u202eb"))
                .withMessageEndingWith(", found \"a?[31m?31m?b\"");
    }

    @Test
    void refusesALineWithoutEnd() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> read(TraceFormat.JSONL, "x".repeat(100_000)))
                .withMessageContaining("at most 65536 characters")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void knowsItsFormatsByName() {
        assertThat(TraceFormat.labels()).containsExactly("arrivals", "llm", "azure-llm", "jsonl", "openb", "gentd26");
        assertThat(TraceFormat.of("azure-llm")).isEqualTo(TraceFormat.AZURE_LLM);
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> TraceFormat.of("azure"))
                .withMessageContaining("azure is unknown, use one of arrivals, llm");
    }
}
