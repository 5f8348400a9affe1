package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page over HTTP. */
class PageTest {
    private final Group group = new Group();

    @AfterEach
    void stop() {
        group.close();
    }

    @Test
    void isServedWithAPolicyThatLetsNothingElseRun() {
        HttpResponse<String> page = group.get(group.a, "/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        HttpResponse<String> script = group.get(group.a, "/assets/app.js");
        assertThat(script.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");
        assertThat(group.get(group.a, "/assets/uplot.js").body()).contains("uPlot");
    }

    @Test
    void isNotSentAgainWhenItHasNotChanged() {
        String tag = group.get(group.a, "/assets/style.css")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        HttpResponse<String> again =
                group.send(HttpRequest.newBuilder(URI.create(group.a.server().url() + "/assets/style.css"))
                        .header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void noOtherFileIsThere() {
        for (String path :
                new String[] {"/assets/", "/assets/nothing.js", "/assets/..%2f..%2fopenapi.json", "/page/app.js"}) {
            assertThat(group.get(group.a, path).statusCode()).as(path).isIn(400, 404);
        }
    }
}
