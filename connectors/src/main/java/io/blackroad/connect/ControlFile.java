package io.blackroad.connect;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the control tables from the one YAML file that an operator edits. A file is right as a whole or refused as a
 * whole, with everything that is wrong with it: half a set of rules would scale half a fleet by numbers nobody chose.
 */
public final class ControlFile {
    private static final String DEFAULTS = "control.yaml";
    private static final long MAX_BYTES = 1_000_000;

    private ControlFile() {}

    /**
     * The tables of a file.
     *
     * @throws ControlFileException if it cannot be read or anything in it is wrong; lists every error
     */
    public static ControlTables read(Path file) {
        return parse(file.toString(), text(file));
    }

    /** The text of a file that an operator edits. */
    static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw refused(
                        file.toString(), "the file is above " + MAX_BYTES + " bytes; it should be a few thousand");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw refused(file.toString(), "there is no such file");
        } catch (CharacterCodingException e) {
            throw refused(file.toString(), "the file is not UTF-8 text");
        } catch (IOException e) {
            throw refused(file.toString(), "the file cannot be read: " + e.getMessage());
        }
    }

    /** The tables of the default file: the numbers of the scaling guide. */
    public static ControlTables defaults() {
        return parse(DEFAULTS, defaultText());
    }

    /** Text of the default file, for people to start from. */
    public static String defaultText() {
        try (InputStream in = ControlFile.class.getResourceAsStream("/" + DEFAULTS)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The tables of a text.
     *
     * @param name what errors call the text
     * @throws ControlFileException if anything in it is wrong; lists every error
     */
    public static ControlTables parse(String name, String text) {
        Problems problems = new Problems();
        ControlTables tables = tables(new YamlMap("", compose(name, text), problems), problems);
        if (!problems.all().isEmpty()) {
            throw new ControlFileException(name, problems.all());
        }
        return tables;
    }

    private static ControlTables tables(YamlMap file, Problems problems) {
        Names regions = Names.of("region", file, "regions");
        Names services = Names.of("service", file, "services");
        Names rules = Names.of("rule", file, "rules");
        var regionRows = RegionRows.read(file.map("regions"));
        Map<String, TargetRows.Service> known = TargetRows.services(file.map("services"));
        var workerRows = WorkerRows.read(file.map("workers"), regions);
        var ruleRows = RuleRows.read(file.map("rules"), regions, services);
        var targetRows = TargetRows.read(file.map("targets"), regions, services, rules, known);
        var gpuNodeRows = GpuNodeRows.read(file, regions);
        var priceRows = PriceRows.read(file.list("prices"));
        var phaseRows = PhaseRows.read(file.map("phases"), problems);
        var budgetRows = BudgetRows.read(file, regions, services);
        var alertRows = AlertRows.read(file);
        file.refuseOtherKeys();
        return new ControlTables(
                regionRows, workerRows, gpuNodeRows, targetRows, ruleRows, priceRows, phaseRows, budgetRows, alertRows);
    }

    static Node compose(String name, String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                throw refused(name, "the file is empty");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new ControlFileException(name, List.of(new ControlError("", line, "not YAML: " + e.getProblem())));
        } catch (YAMLException e) {
            throw refused(name, "not YAML: " + Wording.plain(e.getMessage()));
        } catch (IllegalArgumentException e) {
            // SnakeYAML's own, for an escape beyond Unicode or without digits; it says no place.
            throw refused(name, "not YAML: a \\x, \\u or \\U in double quotes gives no character");
        }
    }

    private static ControlFileException refused(String name, String problem) {
        return new ControlFileException(name, List.of(new ControlError("", 0, problem)));
    }
}
