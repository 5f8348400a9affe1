package io.blackroad.producer.gateway;

import java.util.List;

/**
 * Why one fact, or a whole request, was not taken.
 *
 * @param type kind
 * @param detail what, where and what to do, for people
 * @param faults what is wrong with the fact, by place; empty unless it is invalid
 * @param limit the limit that was reached; 0 when none was
 * @param retryAfterSeconds how long to wait before another try; 0 when another try cannot help
 */
record Rejection(ProblemType type, String detail, List<Fault> faults, long limit, int retryAfterSeconds) {

    static Rejection of(ProblemType type, String detail) {
        return new Rejection(type, detail, List.of(), 0, 0);
    }

    static Rejection limited(ProblemType type, String detail, long limit) {
        return new Rejection(type, detail, List.of(), limit, 0);
    }

    /** The fact does not fit; says the first thing in words and all of them by place. */
    static Rejection invalid(List<Fault> faults) {
        Fault first = faults.get(0);
        String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
        String where = first.pointer().isEmpty() ? "the body" : first.pointer();
        return new Rejection(ProblemType.INVALID_FACT, where + " " + first.problem() + more, faults, 0, 0);
    }

    Rejection retryAfter(int seconds) {
        return new Rejection(type, detail, faults, limit, seconds);
    }
}
