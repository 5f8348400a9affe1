package io.blackroad.infra.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AskedOptions;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.cli.terminal.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}. */
@Command(
        name = "doctor",
        header = "Checks the machine and everything that should run; says what to do where something is wrong.",
        description = {"Exit code 1 when anything is wrong."},
        footer = {"", "Example: ./scale.sh doctor"})
public final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Data folder (default: ./data).")
    private String data;

    @Option(names = "--port", paramLabel = "P", description = "Port of the HTTP interface (default: 8000).")
    private String port;

    @Mixin
    private final AskedOptions asked = new AskedOptions();

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
        Settings settings = cluster.settings(asked.addedTo(
                new Flags().with(Setting.DATA_DIR, data, "--data").with(Setting.HTTP_PORT, port, "--port")));
        Map<String, Finding> findings;
        try (Progress progress = surroundings.progress()) {
            findings = Doctor.examine(checks(settings), progress);
        }
        if (json) {
            surroundings.out().println(asJson(findings));
        } else {
            findings.forEach(this::print);
        }
        surroundings.out().flush();
        return findings.values().stream().allMatch(Finding::isOk) ? ExitCode.DONE : ExitCode.FAILED;
    }

    private List<Check> checks(Settings settings) {
        Path folder =
                surroundings.workingDirectory().resolve(settings.dataDir()).normalize();
        ServerClient client = ServerClient.of(settings);
        List<Check> checks = new ArrayList<>(new MachineChecks(
                        folder,
                        settings.httpPort(),
                        () -> settings.serverUrl().getPort() == settings.httpPort() && isOurs(client))
                .all());
        checks.addAll(new ClusterChecks(settings, client).all());
        checks.addAll(new DatabaseChecks(settings, surroundings).all());
        return checks;
    }

    private static boolean isOurs(ServerClient client) {
        try {
            return client.ask("/health", Map.of()).body().has("status");
        } catch (CommandFailure e) {
            return false;
        }
    }

    private void print(String name, Finding finding) {
        String advice = finding.advice().isEmpty() ? "" : "; " + finding.advice();
        surroundings
                .out()
                .println(String.format(Locale.ROOT, "%-9s %-5s %s%s", name, finding.verdict(), finding.what(), advice));
    }

    private static ObjectNode asJson(Map<String, Finding> findings) {
        ObjectNode all = new ObjectMapper().createObjectNode();
        findings.forEach((name, finding) -> all.putObject(name)
                .put("verdict", finding.verdict().toString().toLowerCase(Locale.ROOT))
                .put("what", finding.what())
                .put("advice", finding.advice()));
        return all;
    }
}
