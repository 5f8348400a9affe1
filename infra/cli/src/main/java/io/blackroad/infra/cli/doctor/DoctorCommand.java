package io.blackroad.infra.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AskedOptions;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.DataOption;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.cli.terminal.Paint;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.infra.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code doctor}. */
@Command(
        name = "doctor",
        header = "Checks the machine and everything that should run; says what to do where something is wrong.",
        description = {
            "Each line says what was found where; one that is wrong is followed by what to do. Exit code 1 when anything is "
                    + "wrong."
        },
        footer = {"", "Example: ./scale.sh doctor"})
public final class DoctorCommand implements Callable<Integer> {
    /** Whoever asks what is wrong does not wait long for somebody who is stuck. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Spec
    private CommandSpec command;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--port", paramLabel = "P", description = "Port of the HTTP interface (default: 8000).")
    private String port;

    @Mixin
    private final AskedOptions asked = new AskedOptions();

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "CHECK",
            description = "Only these checks, by the names that the first column has, and those that they need.")
    private List<String> only = List.of();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings =
                cluster.settings(asked.addedTo(data.addedTo(new Flags().with(Setting.HTTP_PORT, port, "--port"))));
        Map<String, List<Finding>> findings;
        try (Progress progress = surroundings.progress()) {
            findings = Doctor.examine(chosen(checks(settings)), progress);
        }
        if (json) {
            surroundings.out().println(asJson(findings));
        } else {
            findings.forEach((name, found) -> found.forEach(finding -> print(name, finding)));
        }
        surroundings.out().flush();
        return allOk(findings) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<Check> checks(Settings settings) {
        Path folder =
                surroundings.workingDirectory().resolve(settings.dataDir()).normalize();
        ServerClient client = ServerClient.of(settings, PATIENCE);
        List<Check> checks = new ArrayList<>(new MachineChecks(
                        folder,
                        settings.httpPort(),
                        () -> settings.serverUrl().getPort() == settings.httpPort() && isOurs(client),
                        Runtime.version(),
                        MachineChecks.LEAST_BYTES)
                .all());
        checks.addAll(new ClusterChecks(settings, surroundings).all());
        checks.addAll(new RegistryChecks(settings).all());
        checks.addAll(new StreamsChecks(client).all());
        checks.addAll(new DatabaseChecks(settings, surroundings).all());
        return checks;
    }

    private List<Check> chosen(List<Check> checks) {
        if (only.isEmpty()) {
            return checks;
        }
        List<String> names = checks.stream().map(Check::name).toList();
        Set<String> wanted = new HashSet<>();
        for (String name : only) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--only '" + name + "' is no check; there are " + String.join(", ", names));
            }
            wanted.add(name);
        }
        List<Check> chosen = new ArrayList<>();
        // What a check needs stands before it.
        for (int i = checks.size() - 1; i >= 0; i--) {
            Check check = checks.get(i);
            if (wanted.contains(check.name())) {
                wanted.add(check.needs());
                chosen.add(0, check);
            }
        }
        return chosen;
    }

    private static boolean isOurs(ServerClient client) {
        try {
            return client.ask("/health", Map.of()).body().has("status");
        } catch (CommandFailure e) {
            return false;
        }
    }

    private void print(String name, Finding finding) {
        Paint paint = surroundings.terminal().outPaint();
        String verdict = String.format(Locale.ROOT, "%-5s", finding.verdict());
        String coloured =
                switch (finding.verdict()) {
                    case OK -> paint.good(verdict);
                    case WRONG -> paint.bad(verdict);
                    case SKIPPED -> paint.faint(verdict);
                };
        String where = finding.where().isEmpty() ? "" : finding.where() + ": ";
        surroundings
                .out()
                .println(String.format(
                        Locale.ROOT, "%-9s %s %s", name, coloured, Terminal.harmless(where + finding.what())));
        if (!finding.advice().isEmpty()) {
            surroundings.out().println(" ".repeat(16) + "do: " + finding.advice());
        }
    }

    private static boolean allOk(Map<String, List<Finding>> findings) {
        return findings.values().stream().flatMap(List::stream).allMatch(Finding::isOk);
    }

    private static ObjectNode asJson(Map<String, List<Finding>> findings) {
        ObjectNode answer = new ObjectMapper().createObjectNode().put("ok", allOk(findings));
        ArrayNode all = answer.putArray("findings");
        findings.forEach((name, found) -> found.forEach(finding -> all.addObject()
                .put("check", name)
                .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT))
                .put("where", finding.where())
                .put("what", finding.what())
                .put("advice", finding.advice())));
        return answer;
    }
}
