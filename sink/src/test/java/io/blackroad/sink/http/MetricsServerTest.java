package io.blackroad.sink.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class MetricsServerTest {
    private static final String HOST = "127.0.0.1";

    @Test
    void servesTheMetricsAndNothingElse() throws IOException, InterruptedException {
        try (MetricsServer server = MetricsServer.start(HOST, 0, () -> "up 1\n")) {
            assertThat(get(server, "/metrics").body()).isEqualTo("up 1\n");
            assertThat(get(server, "/health").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (MetricsServer server = MetricsServer.start(HOST, 0, () -> "")) {
            assertThatThrownBy(() -> MetricsServer.start(HOST, server.port(), () -> ""))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .hasMessageContaining("choose another port");
        }
    }

    private static HttpResponse<String> get(MetricsServer server, String path)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://" + HOST + ":" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
