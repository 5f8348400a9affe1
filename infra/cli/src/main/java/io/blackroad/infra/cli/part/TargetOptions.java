package io.blackroad.infra.cli.part;

import io.blackroad.sink.controller.TargetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which targets a controller runs, and as what. */
final class TargetOptions {
    @Option(
            names = "--target",
            paramLabel = "REGION/SERVICE[=WHAT]",
            split = ",",
            description = "A target that it runs; may be repeated. WHAT runs it is, in Kubernetes, deployment/NAME or "
                    + "statefulset/NAME where labels do not say it, and at Railway SERVICE_ID@RAILWAY_REGION.")
    private List<String> targets = new ArrayList<>();

    boolean isEmpty() {
        return targets.isEmpty();
    }

    /**
     * What runs each target; empty text where nothing was said.
     *
     * @param wrong takes what is wrong
     */
    Map<TargetId, String> parse(List<String> wrong) {
        Map<TargetId, String> found = new TreeMap<>();
        for (String target : targets) {
            String[] sides = target.split("=", 2);
            String[] parts = sides[0].split("/", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                wrong.add("--target '" + target + "' must be REGION/SERVICE, such as us-east/api");
            } else if (found.put(new TargetId(parts[0], parts[1]), sides.length == 1 ? "" : sides[1]) != null) {
                wrong.add("--target names " + sides[0] + " twice");
            }
        }
        return found;
    }
}
