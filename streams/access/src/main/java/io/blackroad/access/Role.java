package io.blackroad.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do. Each role may do what those before it may. */
public enum Role {
    /** Ask: every question, and the stream. */
    READ,
    /** Also tell facts of any agent, and try rules without consequences. */
    OPERATE,
    /** Everything. */
    ADMIN;

    /** Its name where people and tokens write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** True if whoever has this role may do what needs the other one. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The role of a label. */
    public static Optional<Role> of(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst();
    }

    /** All labels, for messages. */
    static String labels() {
        return String.join(", ", Arrays.stream(values()).map(Role::label).toList());
    }
}
