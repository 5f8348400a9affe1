package io.blackroad.producer.sdk;

import java.util.List;

/** A set of values that cannot be used; says everything that is wrong with it, not only the first thing. */
public final class InvalidSettingsException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final List<String> errors;

    private InvalidSettingsException(String subject, List<String> errors) {
        super(subject + ": " + String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    /** Every error, each a clause that names the value. */
    public List<String> errors() {
        return errors;
    }

    /**
     * Returns if {@code errors} is empty.
     *
     * @param subject what was checked, for the message
     * @throws InvalidSettingsException with all of them otherwise
     */
    public static void throwIfAny(String subject, List<String> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidSettingsException(subject, errors);
        }
    }
}
