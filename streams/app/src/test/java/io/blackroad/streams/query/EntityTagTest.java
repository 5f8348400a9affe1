package io.blackroad.streams.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever has an answer is told in a line that it still holds, and gets another one as soon as it does not. */
class EntityTagTest {
    private final Group group = new Group();

    @AfterEach
    void stop() {
        group.close();
    }

    @Test
    void anAnswerIsSentOnceUntilItChanges() {
        for (String question : List.of(
                "/v1/status",
                "/v1/services",
                "/v1/agents/agent-1",
                "/v1/agents/agent-2",
                "/v1/workers",
                "/v1/cost",
                "/v1/plan?agents=30000",
                "/openapi.json",
                "/",
                "/assets/app.js")) {
            HttpResponse<String> first = group.get(group.a, question);
            assertThat(first.headers().firstValue("Cache-Control")).as(question).hasValue("no-cache");
            HttpResponse<String> again = ask(group.a, question, tag(first));
            assertThat(again.statusCode()).as(question).isEqualTo(304);
            assertThat(again.body()).as(question).isEmpty();
            assertThat(tag(again)).as(question).isEqualTo(tag(first));
        }
        String before = tag(group.get(group.a, "/v1/agents/agent-1"));
        group.fleet.add(Facts.agent("agent-1", Group.targetOf(2)));
        HttpResponse<String> changed = ask(group.a, "/v1/agents/agent-1", before);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(tag(changed)).isNotEqualTo(before);
    }

    @Test
    void anyInstanceGivesTheSameTag() {
        assertThat(tag(group.get(group.a, "/v1/services"))).isEqualTo(tag(group.get(group.b, "/v1/services")));
    }

    @Test
    void anErrorIsNotTaggedAndNoTagTurnsItIntoNothing() {
        HttpResponse<String> unknown = ask(group.a, "/v1/agents/nobody", "*");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void aPartIsForAnInstanceThatKeepsNothing() {
        HttpRequest.Builder hop =
                HttpRequest.newBuilder(group.a.address().url("/v1/services")).header(Ask.HOP_HEADER, "1");
        assertThat(group.send(hop).headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void listsStarsAndStrongFormsOfATagAreUnderstood() {
        String tag = EntityTag.of(new byte[] {1});
        assertThat(tag).startsWith("W/\"").isNotEqualTo(EntityTag.of(new byte[] {2}));
        assertThat(EntityTag.isKnown(tag, null)).isFalse();
        assertThat(EntityTag.isKnown(tag, "")).isFalse();
        assertThat(EntityTag.isKnown(tag, "\"other\"")).isFalse();
        assertThat(EntityTag.isKnown(tag, "*")).isTrue();
        assertThat(EntityTag.isKnown(tag, "\"other\", " + tag)).isTrue();
        assertThat(EntityTag.isKnown(tag, tag.substring(2))).isTrue();
    }

    private HttpResponse<String> ask(FakeInstance instance, String question, String known) {
        return group.send(
                HttpRequest.newBuilder(instance.address().url(question)).header("If-None-Match", known));
    }

    private static String tag(HttpResponse<String> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }
}
