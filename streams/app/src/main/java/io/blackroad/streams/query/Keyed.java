package io.blackroad.streams.query;

import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a question about one key where the key is, by passing it on once at most. While the owner cannot answer, a copy
 * does: its answer says that it is stale and how far the copy is behind. What a copy does not know, the owner may, so a
 * copy never says that there is no such thing.
 */
final class Keyed {
    private static final Logger LOG = LoggerFactory.getLogger(Keyed.class);
    private static final int UNAVAILABLE = 503;

    private final LocalState state;
    private final Copies copies;
    private final PeerClient client;

    Keyed(LocalState state, Copies copies, PeerClient client) {
        this.state = state;
        this.copies = copies;
        this.client = client;
    }

    /**
     * The owner's answer, else that of a copy.
     *
     * @param local answers from the state that it is given: that of this instance as the owner, or that of a copy
     * @throws ProblemException if there is no owner, or it does not answer, or two instances each take the other for it,
     *     and no copy answers either
     */
    Answer answer(Ask ask, Holders holders, Function<LocalState, Answer> local) {
        try {
            Answer answer = ofOwner(ask, holders.owner(), local);
            return answer.status() == UNAVAILABLE ? ofCopy(ask, holders, local).orElse(answer) : answer;
        } catch (StateUnavailableException e) {
            return ofCopy(ask, holders, local).orElseThrow(() -> e);
        } catch (ProblemException e) {
            if (e.problem().type().status() != UNAVAILABLE) {
                throw e;
            }
            return ofCopy(ask, holders, local).orElseThrow(() -> e);
        }
    }

    private Answer ofOwner(Ask ask, Owner owner, Function<LocalState, Answer> local) {
        if (owner instanceof Owner.Self) {
            return local.apply(state);
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

    private Optional<Answer> ofCopy(Ask ask, Holders holders, Function<LocalState, Answer> local) {
        Optional<Answer> own = ofOwnCopy(holders.partition(), local);
        if (own.isPresent() || ask.hop()) {
            return own;
        }
        return holders.copies().stream()
                .filter(instance -> !isOwner(instance, holders.owner()))
                .flatMap(instance -> ofCopyAt(instance, ask).stream())
                .findFirst();
    }

    private Optional<Answer> ofOwnCopy(Partition partition, Function<LocalState, Answer> local) {
        try {
            Copies.Copy copy = copies.of(partition);
            return Optional.of(local.apply(copy.state()))
                    .filter(Answer::found)
                    .map(answer -> answer.stale(copy.lagRecords()));
        } catch (StateUnavailableException | ProblemException e) {
            LOG.debug("no answer from a copy of {} here", partition, e);
            return Optional.empty();
        }
    }

    /** It is asked as if it were the owner, finds that it is not, and looks into its copy. */
    private Optional<Answer> ofCopyAt(Instance instance, Ask ask) {
        try {
            return Optional.of(client.forward(instance, ask)).filter(Answer::found);
        } catch (ProblemException e) {
            LOG.debug("no answer from the copy at {}", instance, e);
            return Optional.empty();
        }
    }

    private static boolean isOwner(Instance instance, Owner owner) {
        return owner instanceof Owner.Other other && other.instance().equals(instance);
    }
}
