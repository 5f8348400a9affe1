package io.blackroad.connect;

import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.PhaseResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the phases section; the order in the file is the order of growth. */
final class PhaseRows {
    private static final int MAX_AGENTS = 100_000_000;
    private static final int MAX_REGIONS = 1_000;
    private static final int MAX_COUNT = 1_000_000;
    private static final int MAX_CPU_MILLIS = 10_000_000;
    private static final int MAX_GPUS = 1_000;
    private static final int MAX_GIGABYTES = 100_000_000;
    private static final int LONGEST_PRODUCT = 63;
    private static final long GIGABYTE = 1_000_000_000;
    private static final Pattern DATE = Pattern.compile("now|[0-9]{4}-Q[1-4]");
    private static final Set<String> RESOURCES = Set.of("api", "worker", "gpu", "database", "redis", "vectors");

    private PhaseRows() {}

    static List<Phase> read(YamlMap section, Problems problems) {
        List<Phase> phases = new ArrayList<>();
        Map<String, YamlMap> rows = section.rows(Names.RIGHT, Names.RIGHT_IN_WORDS);
        rows.forEach((name, map) -> {
            Phase phase = read(name, phases.size() + 1, map);
            if (!phases.isEmpty()) {
                compare(phases.get(phases.size() - 1), rows, phase);
            }
            phases.add(phase);
        });
        requireOneActive(section, phases, problems);
        return phases;
    }

    private static Phase read(String name, int ordinal, YamlMap map) {
        int maxAgents = Field.whole(map, "maxAgents", 1, MAX_AGENTS);
        long budget = Field.dollars(map, "monthlyBudgetDollars");
        boolean active = Field.flag(map, "active");
        String date = map.has("date") ? date(map) : "";
        String architecture = map.has("architecture") ? Field.text(map, "architecture", Names.LONGEST) : "";
        if (!architecture.isEmpty()
                && map.sound("architecture")
                && !Names.RIGHT.matcher(architecture).matches()) {
            map.fail(
                    "architecture",
                    "the name must be " + Names.RIGHT_IN_WORDS + ", not " + Wording.quote(architecture));
        }
        int regions = Field.whole(map, "regions", 0, MAX_REGIONS, 0);
        List<PhaseResource> resources = map.has("resources") ? resources(map.list("resources")) : List.of();
        map.refuseOtherKeys();
        return new Phase(
                name, ordinal, maxAgents, budget, active, date, architecture, regions, resources, Instant.EPOCH);
    }

    private static String date(YamlMap map) {
        String date = map.scalarText("date");
        if (map.sound("date") && !DATE.matcher(date).matches()) {
            map.fail("date", "now or a quarter as in 2026-Q1 is expected, not " + Wording.quote(date));
        }
        return date;
    }

    private static List<PhaseResource> resources(List<YamlMap> section) {
        List<PhaseResource> resources = new ArrayList<>();
        for (YamlMap map : section) {
            String name = Field.oneOf(map, "name", RESOURCES);
            if (map.sound("name")
                    && resources.stream().anyMatch(other -> other.getName().equals(name))) {
                map.fail("name", "there is " + name + " already; one row a name");
            }
            resources.add(new PhaseResource(
                    name,
                    map.has("product") ? Field.text(map, "product", LONGEST_PRODUCT) : "",
                    Field.whole(map, "count", 1, MAX_COUNT),
                    Field.whole(map, "cpuMillis", 0, MAX_CPU_MILLIS, 0),
                    GIGABYTE * Field.whole(map, "memoryGb", 0, MAX_GIGABYTES, 0),
                    Field.whole(map, "gpus", 0, MAX_GPUS, 0),
                    GIGABYTE * Field.whole(map, "storageGb", 0, MAX_GIGABYTES, 0)));
            map.refuseOtherKeys();
        }
        return resources;
    }

    private static void compare(Phase previous, Map<String, YamlMap> rows, Phase phase) {
        YamlMap map = rows.get(phase.getId());
        boolean sound = map.sound("maxAgents") && rows.get(previous.getId()).sound("maxAgents");
        if (sound && phase.getMaxAgents() <= previous.getMaxAgents()) {
            map.fail(
                    "maxAgents",
                    phase.getMaxAgents() + " is not above the " + previous.getMaxAgents() + " of " + previous.getId()
                            + ", the phase before");
        }
    }

    private static void requireOneActive(YamlMap section, List<Phase> phases, Problems problems) {
        List<String> active =
                phases.stream().filter(Phase::getActive).map(Phase::getId).toList();
        if (phases.isEmpty() || active.size() == 1) {
            return;
        }
        String found = active.isEmpty()
                ? "none is active"
                : active.stream().map(Wording::plain).collect(Collectors.joining(" and ")) + " are active";
        problems.add(section.path(), section.node(), found + "; set active: true on exactly one");
    }
}
