package io.blackroad.scaling;

import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;

/**
 * Pods as the conformance cases write them, {@code used/requested/flag}: {@code -} for no metric, flag u for not ready, p
 * for not scheduled, f for failed, d for being deleted.
 */
record Pods(AgentSums sums) {

    static Pods read(String text) {
        int fresh = 0;
        int missing = 0;
        int starting = 0;
        int startingFresh = 0;
        long used = 0;
        long requested = 0;
        long missingRequested = 0;
        long startingRequested = 0;
        long startingFreshRequested = 0;
        long startingUsed = 0;
        for (String pod : text == null || text.isBlank() ? new String[0] : text.split(" ")) {
            String[] fields = pod.split("/");
            String flag = fields.length > 2 ? fields[2] : "";
            if (flag.equals("f") || flag.equals("d")) {
                continue;
            }
            boolean measured = !fields[0].equals("-");
            long request = Long.parseLong(fields[1]);
            boolean unready = flag.equals("u") || flag.equals("p");
            fresh += measured ? 1 : 0;
            missing += measured ? 0 : 1;
            used += measured ? Long.parseLong(fields[0]) : 0;
            requested += measured ? request : 0;
            missingRequested += measured ? 0 : request;
            starting += unready ? 1 : 0;
            startingRequested += unready ? request : 0;
            startingFresh += unready && measured ? 1 : 0;
            startingFreshRequested += unready && measured ? request : 0;
            startingUsed += unready && measured ? Long.parseLong(fields[0]) : 0;
        }
        return new Pods(new AgentSums(
                fresh + missing,
                0,
                0,
                0,
                fresh,
                missing,
                used,
                requested,
                missingRequested,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                starting,
                startingFresh,
                startingRequested,
                startingFreshRequested,
                startingUsed));
    }

    LoadSample sample() {
        return Given.sample(sums);
    }
}
