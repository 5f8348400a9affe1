package io.blackroad.producer.gateway;

/** Ends a request with one answer for all of it. */
final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    RejectedException(Rejection rejection) {
        super(rejection.detail());
        this.rejection = rejection;
    }

    RejectedException(ProblemType type, String detail) {
        this(Rejection.of(type, detail));
    }

    Rejection rejection() {
        return rejection;
    }
}
