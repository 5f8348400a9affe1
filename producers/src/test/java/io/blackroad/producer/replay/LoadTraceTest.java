package io.blackroad.producer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTraceTest {
    @TempDir
    Path folder;

    private LoadTrace read(String... lines) throws IOException {
        Path file = folder.resolve("trace.csv");
        Files.writeString(file, String.join("\n", lines) + "\n");
        return LoadTrace.read(file);
    }

    @Test
    void countsAreARateUntilTheNextRow() throws IOException {
        LoadTrace trace = read("timestamp_s,arrivals", "0,600", "300,0", "600,30");

        assertThat(trace.seconds()).isEqualTo(900);
        assertThat(trace.starts()).containsExactly(0, 300, 600);
        assertThat(trace.levels()).containsExactly(2, 0, 0.1);
    }

    @Test
    void aMissingRowIsNoLongIntervalWithALowRate() throws IOException {
        LoadTrace trace = read("timestamp_s,arrivals", "0,60", "60,60", "180,60", "240,60");

        assertThat(trace.levels()).containsOnly(1);
    }

    @Test
    void requestsAreAtWorkForAsLongAsTheirTokensTake() throws IOException {
        // 200 tokens out are 2 s, 50 are half a second.
        LoadTrace trace = read("timestamp_s,input_tokens,output_tokens", "0,0,200", "1.25,0,50", "4,0,0");

        assertThat(trace.seconds()).isEqualTo(5);
        double[] levels = new double[5];
        int step = -1;
        for (int second = 0; second < 5; second++) {
            step += step + 1 < trace.starts().length && trace.starts()[step + 1] == second ? 1 : 0;
            levels[second] = trace.levels()[step];
        }
        assertThat(levels[0]).isCloseTo(1, within(1e-9));
        assertThat(levels[1]).isCloseTo(1.5, within(1e-9));
        assertThat(levels[2]).isZero();
    }

    @Test
    void ratesOfAllContainersAreAddedAndMoveInALine() throws IOException {
        LoadTrace trace = read(
                "timestamp_anon,value,container_ip,request_type", "100,1,,a", "100,1,x,b", "104,4,x,b", "108,4,x,b");

        assertThat(trace.seconds()).isEqualTo(9);
        assertThat(trace.levels()).containsExactly(2, 2.5, 3, 3.5, 4);
    }

    @Test
    void packedFilesAreUnpacked() throws IOException {
        Path file = folder.resolve("trace.csv.gz");
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            out.write("timestamp_s,cpu_percent\n0,50\n300,70\n");
        }

        assertThat(LoadTrace.read(file).levels()).containsExactly(50, 70);
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> read("a,b", "1,2"))
                .hasMessageContaining("line 1")
                .hasMessageContaining("arrivals");
        assertThatThrownBy(() -> read("timestamp_s,arrivals", "0,1", "60,-3"))
                .hasMessageContaining("line 3")
                .hasMessageContaining("-3");
        assertThatThrownBy(() -> read("timestamp_s,arrivals", "0,1", "60")).hasMessageContaining("line 3");
        assertThatThrownBy(() -> read("timestamp_s,arrivals")).hasMessageContaining("a row");
        assertThatThrownBy(() -> read("timestamp_s,arrivals", "0,1")).hasMessageContaining("fewer than two times");
        assertThatThrownBy(() -> read("timestamp_s,cpu_percent", "0,NaN", "1,2"))
                .hasMessageContaining("NaN");
    }
}
