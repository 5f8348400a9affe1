package io.blackroad.streams.query;

import io.blackroad.streams.live.LiveStreams;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * A question as it came in, decoded.
 *
 * @param template the route, as in {@code /v1/agents/{id}}
 * @param path values of its parameters
 * @param query parameters after the question mark
 * @param hop whether another instance asks; such a question is answered from here and never passed on
 */
record Ask(String template, Map<String, String> path, Map<String, List<String>> query, boolean hop) {

    /** Marks a question that one instance asks another. */
    static final String HOP_HEADER = LiveStreams.HOP_HEADER;

    /** Longest id, region or service that is looked up, in characters. */
    static final int MAX_KEY_LENGTH = 256;

    /** @throws ProblemException if the value is longer than any key */
    String path(String name) {
        String value = path.get(name);
        if (value.length() > MAX_KEY_LENGTH) {
            String what = name + " has " + value.length() + " characters; allowed are " + MAX_KEY_LENGTH;
            throw Problem.of(ProblemType.INVALID_PARAMETER, what)
                    .with("errors", List.of(new Parameters.Fault(name, what)))
                    .exception();
        }
        return value;
    }

    /** The same question for another instance, encoded anew: what a caller sent raw is never sent on raw. */
    String pathAndQuery() {
        String address = template;
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            address = address.replace("{" + parameter.getKey() + "}", encode(parameter.getValue()));
        }
        StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");
        query.forEach((name, values) -> values.forEach(value -> parameters.add(encode(name) + "=" + encode(value))));
        return address + parameters;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
