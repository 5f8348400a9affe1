package io.blackroad.access;

import java.util.List;

/** Rules of access that cannot be used; says everything that is wrong with them. */
public final class InvalidAccessException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> errors;

    InvalidAccessException(String subject, List<String> errors) {
        super(subject + ": " + String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    /** Every error, each a clause that names its place. */
    public List<String> errors() {
        return errors;
    }
}
