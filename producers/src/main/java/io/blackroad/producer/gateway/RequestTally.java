package io.blackroad.producer.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Waits, without a thread, until every fact of a request has ended, then answers. Safe for use by many threads. */
final class RequestTally {
    private final GatewayMeters meters;
    private final String path;
    private final Consumer<Answer> respond;
    private final boolean single;
    private final String trace;

    /** One more than the facts that are open, so that the request is not over before all were handed out. */
    private final AtomicInteger open = new AtomicInteger(1);

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger duplicates = new AtomicInteger();
    private final List<Answer.Failure> failures = new ArrayList<>(0);

    /** @param trace what the caller says of the trace that it is in; null when it says nothing */
    RequestTally(int facts, String path, String trace, GatewayMeters meters, Consumer<Answer> respond) {
        this.single = facts == 1;
        this.path = path;
        this.trace = trace;
        this.meters = meters;
        this.respond = respond;
    }

    /** Which trace the request is in, as W3C Trace Context writes it; null when it says none. */
    String trace() {
        return trace;
    }

    /** A fact begins; it ends with one of the three below. */
    void begin() {
        open.incrementAndGet();
    }

    void accepted(FactShape shape) {
        meters.accepted(shape);
        accepted.incrementAndGet();
        end();
    }

    void duplicate() {
        meters.duplicate();
        duplicates.incrementAndGet();
        end();
    }

    void rejected(int index, Rejection why) {
        meters.rejected(why.type());
        synchronized (failures) {
            failures.add(new Answer.Failure(index, why));
        }
        end();
    }

    /** Every fact has begun. */
    void allBegun() {
        end();
    }

    private void end() {
        if (open.decrementAndGet() == 0) {
            respond.accept(answer());
        }
    }

    private Answer answer() {
        synchronized (failures) {
            if (failures.isEmpty()) {
                return Answer.stored(accepted.get(), duplicates.get());
            }
            if (single) {
                return Answer.refused(failures.get(0).rejection(), path);
            }
            failures.sort(Comparator.comparingInt(Answer.Failure::index));
            return Answer.partly(accepted.get(), duplicates.get(), failures, path);
        }
    }
}
