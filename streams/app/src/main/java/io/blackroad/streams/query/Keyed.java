package io.blackroad.streams.query;

import java.util.function.Supplier;

/** Answers a question about one key where the key is, by passing it on once at most. */
final class Keyed {
    private final PeerClient client;

    Keyed(PeerClient client) {
        this.client = client;
    }

    /**
     * The owner's answer.
     *
     * @throws ProblemException if there is no owner, or it does not answer, or two instances each take the other for it
     */
    Answer answer(Ask ask, Owner owner, Supplier<Answer> local) {
        if (owner instanceof Owner.Self) {
            return local.get();
        }
        if (owner instanceof Owner.Nobody nobody) {
            throw Problem.of(ProblemType.REBALANCING, nobody.reason() + "; ask again")
                    .exception();
        }
        if (ask.hop()) {
            throw Problem.of(
                            ProblemType.REBALANCING,
                            "this instance was asked as the owner and is not; the group is moving state, ask again")
                    .exception();
        }
        return client.forward(((Owner.Other) owner).instance(), ask);
    }
}
