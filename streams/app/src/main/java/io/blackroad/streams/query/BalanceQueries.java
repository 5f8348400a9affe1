package io.blackroad.streams.query;

import io.blackroad.streams.query.BalanceReport.BalancePart;
import java.util.List;
import java.util.Set;

/** The accounts of all facts. They are given whole or not at all: an account without one partition is no account. */
final class BalanceQueries {
    private final LocalState state;
    private final Everyone everyone;

    BalanceQueries(LocalState state, Everyone everyone) {
        this.state = state;
        this.everyone = everyone;
    }

    Answer balance(Ask ask) {
        Parameters.of(ask).check();
        if (ask.hop()) {
            return Answer.json(local());
        }
        List<BalancePart> parts = everyone.parts(ask, BalancePart.class, this::local);
        Set<Partition> missing = everyone.missing(parts, Keyspace.AGENT);
        if (!missing.isEmpty()) {
            throw Everyone.tooLittle(missing);
        }
        return Answer.json(BalanceReport.of(parts));
    }

    private BalancePart local() {
        Slice<TopicBalance> balance = state.balance();
        return new BalancePart(balance.items(), balance.partitions());
    }
}
