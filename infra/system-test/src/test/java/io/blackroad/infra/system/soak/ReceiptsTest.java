package io.blackroad.infra.system.soak;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every fact that was acknowledged and is not where it was acknowledged is found, and no other. */
class ReceiptsTest {
    private final Receipts receipts = new Receipts();

    private static byte[] fact(int number) {
        return new byte[] {(byte) number, (byte) (number >> 8), (byte) (number >> 16), 7};
    }

    @Test
    void whatIsThereIsNotMissed() {
        for (int i = 0; i < 200_000; i++) {
            receipts.acknowledged("t", i % 3, i / 3, fact(i));
        }
        for (int i = 0; i < 200_000; i++) {
            receipts.stored("t", i % 3, i / 3, fact(i));
        }
        receipts.stored("t", 0, 999_999, fact(1));
        receipts.stored("other", 0, 0, fact(1));
        assertThat(receipts.lost()).isEmpty();
        assertThat(receipts.acknowledged()).isEqualTo(200_000);
    }

    @Test
    void whatIsGoneOrAnotherFactIsFound() {
        for (int i = 0; i < 4; i++) {
            receipts.acknowledged("t", 0, i, fact(i));
        }
        receipts.stored("t", 0, 0, fact(0));
        receipts.stored("t", 0, 2, fact(3));
        receipts.stored("t", 0, 3, fact(3));
        receipts.stored("t", 0, 3, fact(3));
        assertThat(receipts.lost()).containsExactly("lost: acknowledged at t-0@1", "lost: acknowledged at t-0@2");
    }

    @Test
    void aFactWhoseDigestIsZeroCountsToo() {
        byte[] zero = new byte[0];
        receipts.acknowledged("t", 0, 0, zero);
        assertThat(receipts.lost()).hasSize(1);
        receipts.stored("t", 0, 0, zero);
        assertThat(receipts.lost()).isEmpty();
    }
}
