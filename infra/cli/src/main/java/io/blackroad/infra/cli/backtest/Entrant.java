package io.blackroad.infra.cli.backtest;

import io.blackroad.backtest.ReplicaModel;
import io.blackroad.backtest.RuleContestant;
import io.blackroad.connect.ControlFileException;
import io.blackroad.connect.RuleSet;
import io.blackroad.infra.cli.config.RuleCheck;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.schema.control.Rule;
import io.blackroad.streams.control.RuleWire;
import io.blackroad.words.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A rule set that takes part. A target such as KEDA's five tasks a replica means nothing without how many a replica can
 * take; each shipped peer therefore gets replicas of the size that its default is made for. Queue targets are 80 % of
 * them, which is what the HPA aims at with a CPU; Knative's 70 % and Ray's 2 of 5 are their own.
 *
 * @param rule the rule that decides
 * @param slots tasks that one of its replicas works on at once; 0 for the model's own
 */
record Entrant(String name, Rule rule, double slots) {
    private static final Map<String, Double> SLOTS =
            Map.of("hpa-queue", 1.25, "keda-queue", 6.25, "kpa", 100.0, "ray-serve", 5.0);

    /** The name of our own rule set. */
    static final String OURS = "adaptive";

    /** The peers that ship with the project. */
    static List<Entrant> peers() {
        return RuleSet.SHIPPED.stream()
                .filter(name -> !name.equals(OURS))
                .map(Entrant::shipped)
                .toList();
    }

    /** A shipped rule set by its name. */
    static Entrant shipped(String name) {
        return new Entrant(name, RuleSet.shipped(name).rules().get(0), SLOTS.getOrDefault(name, 0.0));
    }

    /**
     * The rule sets that a name or a file stands for; a file with several rules brings each of them.
     *
     * @throws SettingsException with everything that is wrong with it
     */
    static List<Entrant> of(Path folder, String nameOrFile) {
        if (RuleSet.SHIPPED.contains(nameOrFile)) {
            return List.of(shipped(nameOrFile));
        }
        Path file = folder.resolve(nameOrFile);
        if (!Files.isReadable(file)) {
            throw new SettingsException(List.of(nameOrFile + " is neither a readable file nor a rule set; "
                    + Nearest.to(nameOrFile, RuleSet.SHIPPED)
                            .map(name -> "did you mean " + name + "?")
                            .orElse("the rule sets are " + String.join(", ", RuleSet.SHIPPED))));
        }
        try {
            RuleSet set = RuleSet.read(file);
            RuleCheck.check(nameOrFile, set.rules());
            List<Entrant> entrants = new ArrayList<>();
            for (Rule rule : set.rules()) {
                String name = set.rules().size() == 1 ? named(set, file) : rule.getId();
                entrants.add(new Entrant(name, rule, 0));
            }
            return entrants;
        } catch (ControlFileException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    private static String named(RuleSet set, Path file) {
        String name = file.getFileName().toString();
        return set.name().equals("default") ? name.replaceFirst("\\.ya?ml$", "") : set.name();
    }

    RuleContestant contestant(Duration tick, double dollars) {
        return new RuleContestant(name, RuleWire.rule(rule), tick.toNanos() / 1_000, Math.round(dollars * 1e9));
    }

    ReplicaModel model(ReplicaModel model) {
        return slots > 0 ? model.withSlots(slots) : model;
    }
}
