package io.blackroad.producer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads real traces where the machine has them; reported as skipped where it has not. */
class RealTracesTest {
    private static final int FIRST_REQUESTS = 20_000;

    private static Path trace(String file) {
        String folder = System.getProperty("blackroad.traces", "");
        Path path = Path.of(folder).resolve(file);
        assumeTrue(Files.exists(path), "no trace " + path + "; name its folder with -Dblackroad.traces=DIR");
        return path;
    }

    @ParameterizedTest
    @CsvSource({
        "azure-llm, azure-llm-2023-conv.csv, 19366, 22361870, 3501721937",
        "llm, llm-azure-2023-conv.csv, 19366, 22361870, 3501721937",
        "llm, llm-mooncake-conversation.csv, 12031, 144793823, 3536999000",
    })
    void readsEveryRequest(String format, String file, long requests, long inputTokens, long lastMicros) {
        long count = 0;
        long tokens = 0;
        long last = 0;
        try (TraceReader reader = TraceReader.open(trace(file), TraceFormat.of(format))) {
            for (TraceRequest request = reader.next(); request != null; request = reader.next()) {
                count++;
                tokens += request.inputTokens();
                assertThat(request.atMicros()).isGreaterThanOrEqualTo(last);
                last = request.atMicros();
            }
        }
        assertThat(count).isEqualTo(requests);
        assertThat(tokens).isEqualTo(inputTokens);
        assertThat(last).isEqualTo(lastMicros);
    }

    @ParameterizedTest
    @CsvSource({
        "arrivals-nab-elb-8c0756.csv, 249327",
        "arrivals-nab-twitter-aapl.csv, 1360453",
        "arrivals-nab-twitter-amzn.csv, 843768",
        "arrivals-servegen-deepseek-r1.csv, 1383669",
        "arrivals-servegen-m-large-client104.csv, 12758392",
        "arrivals-servegen-m-large.csv, 236892826",
        "arrivals-worldcup98-a.csv, 574934701",
    })
    void readsEveryRowOfArrivals(String file, long arrivals) throws IOException, UnexpectedValueException {
        Path path = trace(file);
        RowParser parser = TraceFormat.ARRIVALS.parser();
        long sum = 0;
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            assertThat(lines.readLine()).isEqualTo(parser.header());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum += parser.parse(line).count();
            }
        }
        assertThat(sum).isEqualTo(arrivals);

        long last = 0;
        try (TraceReader reader = TraceReader.open(path, TraceFormat.ARRIVALS)) {
            for (int i = 1; i <= FIRST_REQUESTS; i++) {
                TraceRequest request = reader.next();
                assertThat(request.number()).isEqualTo(i);
                assertThat(request.atMicros()).isGreaterThanOrEqualTo(last);
                last = request.atMicros();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "openb, openb_pod_list_default.csv, 8152",
        "gentd26, gentd26-qps.csv.gz, 203160",
    })
    void readsWhatAlibabaPublished(String format, String file, long requests) {
        long count = 0;
        long last = 0;
        try (Requests reader = Requests.open(List.of(trace(file)), TraceFormat.of(format))) {
            for (TraceRequest request = reader.next(); request != null; request = reader.next()) {
                assertThat(request.number()).isEqualTo(++count);
                assertThat(request.atMicros()).isGreaterThanOrEqualTo(last);
                assertThat(request.claim() != null).isEqualTo(format.equals("openb"));
                last = request.atMicros();
            }
        }
        assertThat(count).isEqualTo(requests);
    }
}
