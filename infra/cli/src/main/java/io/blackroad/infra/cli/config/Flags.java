package io.blackroad.infra.cli.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the flags of one command say of the settings; a flag that was not given leaves its setting alone. */
public final class Flags {
    private final Map<Setting, Sourced> values = new LinkedHashMap<>();

    /** Adds what a flag says, unless {@code value} is null. */
    public Flags with(Setting setting, Object value, String flag) {
        if (value != null) {
            values.put(setting, new Sourced(value.toString(), "flag " + flag));
        }
        return this;
    }

    /** The settings that were given. */
    public Map<Setting, Sourced> values() {
        return Map.copyOf(values);
    }
}
