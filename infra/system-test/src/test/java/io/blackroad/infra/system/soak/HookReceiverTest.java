package io.blackroad.infra.system.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.system.history.Checker;
import io.blackroad.infra.system.history.Event;
import io.blackroad.infra.system.history.Event.Written;
import io.blackroad.infra.system.history.History;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What controllers offer is written down as it comes, so that one that goes back is found. */
class HookReceiverTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void anOrderThatIsOlderThanWhatStandsIsSeenByTheJudge() throws Exception {
        List<Event> seen = offered(1, 2, 1);
        assertThat(seen).extracting(event -> ((Written) event).sequence()).containsExactly(1L, 2L, 1L);
        assertThat(Checker.violations(seen)).anyMatch(found -> found.startsWith("backwards"));
    }

    @Test
    void theSameOrderOnceMoreChangesNothing() throws Exception {
        List<Event> seen = offered(1, 2, 2);
        assertThat(seen).extracting(event -> ((Written) event).sequence()).containsExactly(1L, 2L);
        assertThat(Checker.violations(seen)).noneMatch(found -> found.startsWith("backwards"));
    }

    private List<Event> offered(int... sequences) throws Exception {
        try (History history = new History(folder.resolve("history"));
                HookReceiver receiver = new HookReceiver(history)) {
            for (int sequence : sequences) {
                String order = "{\"data\":{\"region\":\"sys\",\"service\":\"swing\",\"replicas\":" + sequence
                        + ",\"sequence\":" + sequence + "}}";
                HttpRequest request = HttpRequest.newBuilder(receiver.url())
                        .POST(BodyPublishers.ofString(order))
                        .build();
                assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(200);
            }
            return history.events();
        }
    }
}
