package io.blackroad.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.streams.query.TopicBalance;
import io.blackroad.streams.stored.StoredAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalancesTest {

    @ParameterizedTest
    // What is committed, against an account of offsets 100 to 150 and a topic that ends at 170; applied, pending.
    @CsvSource({"-1, 45, 20", "120, 45, 20", "150, 45, 20", "160, 55, 10", "170, 65, 0"})
    void whatIsCommittedBeyondTheLedgerWasApplied(long committed, long applied, long pending) {
        StoredAccount account = new StoredAccount(100L, 150L, 45L, 3L, 1L, 1L);
        TopicBalance balance = Balances.one("topic", account, 0, committed, 170);
        assertThat(balance).isEqualTo(new TopicBalance("topic", 70, applied, 3, 1, 1, pending));
        assertThat(applied + 3 + 1 + 1 + pending).isEqualTo(balance.appended());
    }

    @Test
    void beforeTheFirstFactEverythingIsPending() {
        TopicBalance pending = new TopicBalance("topic", 30, 0, 0, 0, 0, 30);
        assertThat(Balances.one("topic", null, 5, -1, 35)).isEqualTo(pending);
        assertThat(Balances.one("topic", new StoredAccount(-1L, -1L, 0L, 0L, 0L, 0L), 5, -1, 35))
                .isEqualTo(pending);
    }
}
