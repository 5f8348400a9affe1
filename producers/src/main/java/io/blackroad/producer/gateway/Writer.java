package io.blackroad.producer.gateway;

import java.util.List;

/** Who sends a request, by its token, and as which agents it may write. */
record Writer(List<String> patterns) {
    /** Where no access file is used everybody may write as anybody. */
    static final Writer ANYBODY = new Writer(List.of("*"));

    /** An agent id, or the beginning of ids with a star behind it. */
    boolean mayWriteAs(String agentId) {
        for (String pattern : patterns) {
            boolean prefix = pattern.endsWith("*");
            if (prefix ? agentId.startsWith(pattern.substring(0, pattern.length() - 1)) : agentId.equals(pattern)) {
                return true;
            }
        }
        return false;
    }
}
