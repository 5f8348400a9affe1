package io.blackroad.sink.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * A pod and what the controller wrote on it.
 *
 * @param drain decision that it is to leave for; null for none
 * @param drainSince since when; null for none
 */
record PodMarks(String name, String drain, Instant drainSince) {

    static PodMarks of(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations() == null
                ? Map.of()
                : pod.getMetadata().getAnnotations();
        return new PodMarks(
                pod.getMetadata().getName(), annotations.get(Names.DRAIN), instant(annotations.get(Names.DRAIN_SINCE)));
    }

    boolean isMarked() {
        return drain != null;
    }

    boolean isMarkedFor(String decisionId) {
        return decisionId.equals(drain);
    }

    /** Place in a StatefulSet, which removes the highest first; -1 for a pod of no set. */
    int ordinal() {
        int dash = name.lastIndexOf('-');
        String last = name.substring(dash + 1);
        boolean digits = !last.isEmpty() && last.length() < 9 && last.chars().allMatch(Character::isDigit);
        return digits ? Integer.parseInt(last) : -1;
    }

    /** A text that somebody else wrote there counts as none. */
    private static Instant instant(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
