package io.blackroad.sink.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** The example that libraries of the specification are tested with. */
    @Test
    void isTheOneOfTheSpecification() {
        String signature = new WebhookSignature(List.of(SECRET))
                .of("msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}");

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void twoSecretsGiveTwoSignatures() {
        String signature = new WebhookSignature(List.of(SECRET, Receiver.SECRET)).of("id", Instant.EPOCH, "");

        assertThat(signature.split(" ")).hasSize(2).allMatch(each -> each.startsWith("v1,"));
    }

    @Test
    void aWrongSecretIsRefusedAndNotRepeated() {
        for (String wrong : List.of("hunter2", "whsec_!!!", "whsec_aHVudGVyMg==")) {
            assertThatThrownBy(() -> new WebhookSignature(List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("24 to 64 bytes")
                    .hasMessageNotContaining(wrong);
        }
    }
}
