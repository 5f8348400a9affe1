package io.blackroad.infra.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.bench.measure.HttpReply;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FactTrafficTest {
    private final FactTraffic traffic = new FactTraffic(new FactBodies(), 100);

    private static HttpReply reply(int status, String body) {
        return new HttpReply(status, body.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatIsStoredIsDone() {
        HttpReply stored = reply(202, "{\"accepted\":100,\"duplicates\":0}");
        assertThat(traffic.done(stored)).isEqualTo(100);
        assertThat(traffic.isRefused(stored)).isFalse();
    }

    @Test
    void ofARequestThatIsRefusedInPartTheRestIsDone() {
        HttpReply partly =
                reply(503, "{\"status\":503,\"accepted\":97,\"duplicates\":0,\"rejected\":3,\"failures\":[]}");
        assertThat(traffic.done(partly)).isEqualTo(97);
        assertThat(traffic.isRefused(partly)).isTrue();
    }

    @Test
    void ofARequestThatIsRefusedNothingIsDone() {
        HttpReply refused = reply(503, "{\"status\":503,\"retryAfterSeconds\":2}");
        assertThat(traffic.done(refused)).isZero();
        assertThat(traffic.isRefused(refused)).isTrue();
    }
}
