package io.blackroad.infra.cli.rule;

import io.blackroad.connect.ControlFileException;
import io.blackroad.connect.ControlTable;
import io.blackroad.connect.RowChange;
import io.blackroad.connect.RuleSet;
import io.blackroad.connect.RuleTable;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.connect.database.DatabaseException;
import io.blackroad.connect.database.StoredRules;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.RuleCheck;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.topic.AskingClient;
import io.blackroad.schema.control.Rule;
import io.blackroad.topic.ShadowName;
import io.blackroad.words.Nearest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** The rules of a running cluster, with failures said as the command line says them. */
final class LiveRules {
    private static final Duration CAPTURE_LIMIT = Duration.ofSeconds(30);

    private final Settings settings;

    LiveRules(Settings settings) {
        this.settings = settings;
    }

    /** The rules that decide, by id. */
    Map<String, Rule> read() {
        return real(all());
    }

    /** All rows of the table, with those of shadows. */
    Map<String, Rule> all() {
        return asked(() -> table().read());
    }

    /** Those of all rows that decide. */
    static Map<String, Rule> real(Map<String, Rule> all) {
        Map<String, Rule> real = new TreeMap<>(all);
        real.keySet().removeIf(id -> ShadowName.ofRuleId(id).isPresent());
        return real;
    }

    /**
     * The rows of one shadow.
     *
     * @throws CommandFailure if there are none
     */
    static List<Rule> shadow(Map<String, Rule> all, String name) {
        Set<String> names = new TreeSet<>();
        List<Rule> rows = new ArrayList<>();
        all.forEach((id, rule) -> ShadowName.ofRuleId(id).ifPresent(found -> {
            names.add(found.shadow());
            if (found.shadow().equals(name)) {
                rows.add(rule);
            }
        }));
        if (rows.isEmpty()) {
            throw new CommandFailure("there is no shadow " + name + "; "
                    + (names.isEmpty()
                            ? "there is none: ./scale.sh rules shadow FILE --apply makes one"
                            : "there are " + String.join(", ", names)));
        }
        return rows;
    }

    /** Removes rows where {@link #write} would write them. */
    List<RowChange> remove(Collection<String> ids) {
        return changed(
                () -> table().remove(ids),
                connection -> StoredRules.remove(connection, ids),
                live -> ids.stream().noneMatch(live::containsKey));
    }

    /** Where there is a control database it is what rules, and change capture brings its rows here. */
    List<RowChange> write(List<Rule> rules) {
        return changed(
                () -> table().write(rules),
                connection -> StoredRules.write(connection, rules),
                live -> rules.stream()
                        .allMatch(rule -> live.containsKey(rule.getId())
                                && ControlTable.RULES.sameContent(live.get(rule.getId()), rule)));
    }

    private List<RowChange> changed(
            Supplier<List<RowChange>> topic,
            ControlDatabase.Work<List<RowChange>> database,
            Predicate<Map<String, Rule>> captured) {
        if (!settings.hasDatabase()) {
            return asked(topic);
        }
        try {
            List<RowChange> written = Databases.of(settings).transaction(database);
            awaitCapture(captured);
            return written;
        } catch (DatabaseException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private void awaitCapture(Predicate<Map<String, Rule>> captured) {
        long end = System.nanoTime() + CAPTURE_LIMIT.toNanos();
        while (!captured.test(all())) {
            if (System.nanoTime() > end) {
                throw new CommandFailure("the database has the rules, but change capture has not brought them to the"
                        + " topics within " + CAPTURE_LIMIT.toSeconds() + " s; ./scale.sh doctor tells why");
            }
        }
    }

    /** One rule of those that are live. */
    static Rule one(Map<String, Rule> live, String id) {
        Rule rule = live.get(id);
        if (rule == null) {
            throw new CommandFailure("there is no rule " + id + "; "
                    + Nearest.to(id, live.keySet())
                            .map(name -> "did you mean " + name + "?")
                            .orElse(
                                    live.isEmpty()
                                            ? "there is none"
                                            : "there are " + String.join(", ", live.keySet())));
        }
        return rule;
    }

    /**
     * The rules of a file, checked.
     *
     * @throws SettingsException with everything that is wrong with them
     */
    static List<Rule> file(Path file) {
        try {
            List<Rule> rules = RuleSet.read(file).rules();
            RuleCheck.check(file.toString(), rules);
            if (rules.stream().anyMatch(rule -> rule.getId().equals("default"))) {
                throw new SettingsException(
                        List.of(file + ": rules.default is for backtests; name it after a service, or region/service"));
            }
            return rules;
        } catch (ControlFileException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }

    private RuleTable table() {
        return new RuleTable(AskingClient.of(settings), Registries.askingOnce(settings));
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException | IllegalStateException e) {
            throw new CommandFailure(
                    "the rules at " + settings.bootstrapServers() + " cannot be reached: " + e.getMessage()
                            + "; start it with ./scale.sh up, or name another with --bootstrap-servers",
                    e);
        }
    }
}
