package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.words.Nearest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The parts that can be left out, and which of them a run has. */
final class EmbeddedParts {
    /** What people call the part that the control database hangs on. */
    private static final Map<String, String> OTHER_NAMES = Map.of("database", PostgresPart.NAME);

    private EmbeddedParts() {}

    /** All of them, new ones for each run. */
    static List<EmbeddedPart> all() {
        return List.of(
                new PostgresPart(),
                new ConnectPart(),
                new HistoryPart(),
                new GatewayPart(),
                new MemoryPart(),
                new VectorPart());
    }

    /**
     * Those that are left when some are switched off, and with them what needs them.
     *
     * @throws SettingsException if there is no part of such a name
     */
    static List<EmbeddedPart> without(List<EmbeddedPart> all, Set<String> names) {
        Set<String> known = all.stream().map(EmbeddedPart::name).collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> wrong = names.stream()
                .filter(name -> !known.contains(OTHER_NAMES.getOrDefault(name, name)))
                .map(name -> "without: there is no part " + name + "; "
                        + Nearest.to(name, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("there are " + String.join(", ", known)))
                .toList();
        if (!wrong.isEmpty()) {
            throw new SettingsException(wrong);
        }
        Set<String> off = names.stream()
                .map(name -> OTHER_NAMES.getOrDefault(name, name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        while (all.stream()
                .anyMatch(part -> !off.contains(part.name()) && needsOne(part, off) && off.add(part.name()))) {
            // Until nothing more falls with what is off already.
        }
        return all.stream().filter(part -> !off.contains(part.name())).toList();
    }

    private static boolean needsOne(EmbeddedPart part, Set<String> off) {
        return part.needs().stream().anyMatch(off::contains);
    }
}
