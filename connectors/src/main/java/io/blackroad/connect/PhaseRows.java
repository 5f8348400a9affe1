package io.blackroad.connect;

import io.blackroad.schema.control.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the phases section; the order in the file is the order of growth. */
final class PhaseRows {
    private static final int MAX_AGENTS = 100_000_000;

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
        map.refuseOtherKeys();
        return new Phase(name, ordinal, maxAgents, budget, active, Instant.EPOCH);
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
