package io.blackroad.infra.cli.config;

import java.util.List;

/** Settings that cannot be used; every error at once, each with its place and what to write instead. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> errors;

    public SettingsException(List<String> errors) {
        super(String.join(System.lineSeparator(), errors));
        this.errors = List.copyOf(errors);
    }

    /** One sentence an error. */
    public List<String> errors() {
        return errors;
    }
}
