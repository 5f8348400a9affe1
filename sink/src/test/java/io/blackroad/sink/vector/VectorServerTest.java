package io.blackroad.sink.vector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real client of Pinecone's interface against our server of it, with Lucene behind. */
class VectorServerTest extends VectorContract {
    private static final String KEY = "fleet-key";

    private LuceneIndex lucene;
    private VectorServer server;

    @Override
    VectorIndex open() {
        lucene = new LuceneIndex(LuceneConfig.of(folder.resolve("index"), DIMENSIONS));
        server = VectorServer.start(lucene, "127.0.0.1", 0, KEY);
        return new PineconeIndex(PineconeConfig.of(url(), KEY, DIMENSIONS));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    @AfterEach
    void endIt() {
        server.close();
        lucene.close();
    }

    private String post(String path, String body) throws Exception {
        return post(path, body, KEY);
    }

    private String post(String path, String body, String key) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url() + path))
                                .header("Api-Key", key)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " "
                + new ObjectMapper().readTree(answer.body()).path("message").asText();
    }

    @Test
    void whoeverDoesNotKnowTheKeyIsToldNothing() throws Exception {
        assertThat(post("/query", "{\"topK\":1}", "fleet-kez")).startsWith("401 send the key");
        assertThat(post("/describe_index_stats", "{}", "")).startsWith("401 send the key");
        assertThat(post("/describe_index_stats", "{}")).startsWith("200");
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        assertThat(post("/query", "{")).startsWith("400 the body is no JSON");
        assertThat(post("/query", "{}")).isEqualTo("400 topK must be 1 to 1000");
        assertThat(post("/query", "{\"topK\":1}")).isEqualTo("400 vector has 0 numbers; here vectors have 8");
        assertThat(post("/query", "{\"topK\":1,\"namespace\":\"n\",\"vector\":[1,1,1,1,1,1,1,1]}"))
                .startsWith("400 the filter must be");
        assertThat(post("/query", "{\"topK\":1,\"vector\":[0,0,0,0,0,0,0,0]}"))
                .isEqualTo("400 vector is all zeros and has no direction");
        assertThat(post("/query", "{\"topK\":1,\"vector\":[1,\"x\",1,1,1,1,1,1]}"))
                .isEqualTo("400 vector holds NaN; all values must be finite");
        assertThat(post("/vectors/upsert", "{\"vectors\":[]}")).startsWith("400 vectors must be an array");
        assertThat(post(
                        "/vectors/upsert",
                        "{\"namespace\":\"../x\",\"vectors\":[{\"id\":\"1\",\"metadata\":"
                                + "{\"agent\":\"a\"},\"values\":[1,1,1,1,1,1,1,1]}]}"))
                .startsWith("400 a namespace is");
        assertThat(post("/vectors/upsert", "{\"vectors\":[{\"id\":\"1\"}]}"))
                .isEqualTo("400 vectors[0].metadata has no agent");
        assertThat(post("/vectors/delete", "{\"namespace\":\"n\"}")).startsWith("400 give either ids or a filter");
        assertThat(post("/nowhere", "{}")).startsWith("404 there are only");
        assertThat(post("/query", " ".repeat(5 << 20))).startsWith("413 a request has at most");
    }
}
