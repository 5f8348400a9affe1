package io.blackroad.access;

/** Ends a request with an answer that says why. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final AccessProblem problem;
    private final int retryAfterSeconds;

    RefusedException(AccessProblem problem, String detail) {
        this(problem, detail, 0);
    }

    /** @param retryAfterSeconds how long to wait before another try; 0 when another try cannot help */
    RefusedException(AccessProblem problem, String detail, int retryAfterSeconds) {
        super(detail);
        this.problem = problem;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    AccessProblem problem() {
        return problem;
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
