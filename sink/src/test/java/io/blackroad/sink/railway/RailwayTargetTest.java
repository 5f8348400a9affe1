package io.blackroad.sink.railway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.blackroad.sink.controller.ApplyAnswer;
import io.blackroad.sink.controller.ApplyAnswer.Kind;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.ReplicaCount;
import io.blackroad.sink.controller.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in for Railway's API. */
class RailwayTargetTest {
    private static final TargetId API = new TargetId("us-east", "api");
    private static final TargetId GONE = new TargetId("us-east", "gone");

    private final RailwayStandIn railway = new RailwayStandIn();
    private final RailwayTarget target = target(RailwayStandIn.TOKEN);

    private RailwayTarget target(String token) {
        return RailwayStandIn.target(railway.api(), token, Set.of(API, GONE));
    }

    @AfterEach
    void end() {
        railway.close();
    }

    @Test
    void replicasAndDecisionAreOneChange() {
        railway.add(API, 5);

        assertThat(apply(target, 3, 9).kind()).isEqualTo(Kind.APPLIED);
        assertThat(apply(target, 4, 9).kind()).isEqualTo(Kind.NO_OP);

        assertThat(target.observe(API)).isEqualTo(new ReplicaCount(9, 9, 4, 9));
        assertThat(railway.messages()).containsExactly("us-east.api.3: test", "us-east.api.4: test");
    }

    @Test
    void aServiceThatIsNotThereHidesNoOther() {
        railway.add(API, 5);

        assertThat(target.survey().seen()).containsOnlyKeys(API);
        assertThat(target.survey().unseen().get(GONE))
                .contains("there is no service service-gone in environment env-1");
    }

    @Test
    void aTokenThatIsNotKnownIsSaidAndNotRepeated() {
        railway.add(API, 5);

        assertThatThrownBy(() -> target("hunter2").survey())
                .hasMessageContaining("Not Authorized")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aServiceIsNamedWithItsRegion() {
        assertThat(RailwayService.parse("abc@us-east4-eqdc4a")).isEqualTo(new RailwayService("abc", "us-east4-eqdc4a"));
        assertThatThrownBy(() -> RailwayService.parse("abc")).hasMessageContaining("SERVICE_ID@RAILWAY_REGION");
    }

    private static ApplyAnswer apply(RailwayTarget target, long sequence, int replicas) {
        return target.apply(
                new Order(
                        API,
                        sequence,
                        "us-east.api." + sequence,
                        1,
                        replicas,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Instant.EPOCH,
                        Duration.ZERO,
                        "test",
                        new Order.Position(0, 0)),
                target.observe(API));
    }
}
