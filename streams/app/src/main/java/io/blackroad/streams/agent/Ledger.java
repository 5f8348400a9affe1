package io.blackroad.streams.agent;

import io.blackroad.agent.Verdict;
import io.blackroad.streams.stored.StoredAccount;
import io.blackroad.streams.stored.StoredLedger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What became of every fact that one source partition has read, a topic an account.
 *
 * <p>Counting each fact durably would cost a store write a fact. So only what is rare is written at once (the first
 * fact, duplicates, late facts, dead letters), and the rest once a tick. After a crash the offsets close the gap: whatever lies between
 * the account's offset and the first fact read again was applied, or it would have been written.
 */
final class Ledger {
    private final long[] first;
    private final long[] next;
    private final long[] applied;
    private final long[] duplicate;
    private final long[] late;
    private final long[] deadLettered;

    Ledger(int topics) {
        first = filled(topics);
        next = filled(topics);
        applied = new long[topics];
        duplicate = new long[topics];
        late = new long[topics];
        deadLettered = new long[topics];
    }

    /** Takes up what was written before. */
    void restore(StoredLedger stored) {
        for (int topic = 0; topic < Math.min(first.length, stored.getTopics().size()); topic++) {
            StoredAccount account = stored.getTopics().get(topic);
            first[topic] = account.getFirstOffset();
            next[topic] = account.getNextOffset();
            applied[topic] = account.getApplied();
            duplicate[topic] = account.getDuplicate();
            late[topic] = account.getLate();
            deadLettered[topic] = account.getDeadLettered();
        }
    }

    /** Says which fact is read now, before it is counted. */
    void reading(int topic, long offset) {
        if (first[topic] < 0) {
            first[topic] = offset;
        } else {
            applied[topic] += offset - next[topic];
        }
        next[topic] = offset;
    }

    /**
     * Counts the fact being read.
     *
     * @return true when the ledger must be written now
     */
    boolean count(int topic, Verdict verdict) {
        next[topic]++;
        switch (verdict) {
            case APPLIED -> applied[topic]++;
            case DUPLICATE -> duplicate[topic]++;
            case LATE -> late[topic]++;
        }
        return verdict != Verdict.APPLIED || next[topic] == first[topic] + 1;
    }

    /** Counts the fact being read as a dead letter; the ledger must be written now. */
    void countDeadLetter(int topic) {
        next[topic]++;
        deadLettered[topic]++;
    }

    /** Offset after the last fact counted of a topic; -1 before the first. */
    long nextOffset(int topic) {
        return next[topic];
    }

    StoredLedger stored() {
        List<StoredAccount> accounts = new ArrayList<>(first.length);
        for (int topic = 0; topic < first.length; topic++) {
            accounts.add(new StoredAccount(
                    first[topic], next[topic], applied[topic], duplicate[topic], late[topic], deadLettered[topic]));
        }
        return new StoredLedger(accounts);
    }

    private static long[] filled(int length) {
        long[] values = new long[length];
        Arrays.fill(values, -1);
        return values;
    }
}
