package io.blackroad.connect;

import java.util.List;
import java.util.stream.Collectors;

/** A control file cannot be used; the message lists everything that is wrong with it, a line each. */
public final class ControlFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ControlError> errors;

    ControlFileException(String file, List<ControlError> errors) {
        super(errors.stream()
                .map(error -> "  " + error)
                .collect(Collectors.joining(
                        "\n", file + ": " + errors.size() + (errors.size() == 1 ? " error" : " errors") + "\n", "")));
        this.errors = List.copyOf(errors);
    }

    /** Every error, in the order of the file's lines. */
    public List<ControlError> errors() {
        return errors;
    }
}
