package io.blackroad.infra.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.access.OwnToken;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.cli.query.FakeServer;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.cli.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    Path folder;

    @Test
    void leavesOutWhatOnlyWouldRepeatTheComplaint() {
        Map<String, List<Finding>> findings = examine(List.of(
                new Check("broker", null, () -> List.of(Finding.wrong("here", "silent", "start it"))),
                new Check("topics", "broker", () -> {
                    throw new AssertionError("must not be looked at");
                }),
                new Check("deeper", "topics", () -> {
                    throw new AssertionError("must not be looked at");
                }),
                new Check("disk", null, () -> List.of(Finding.ok("here", "free")))));

        assertThat(findings.values())
                .extracting(found -> found.get(0).verdict().toString())
                .containsExactly("WRONG", "-", "-", "ok");
    }

    @Test
    void aFailureIsAFinding() {
        Map<String, List<Finding>> findings = examine(List.of(new Check("streams", null, () -> {
            throw new CommandFailure("no answer");
        })));

        assertThat(findings.get("streams")).containsExactly(Finding.wrong("", "no answer", ""));
    }

    @Test
    void namesAPortThatAnotherProgramHas() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding port = look("port", machine(folder, other.getLocalPort(), false));

            assertThat(port.verdict()).isEqualTo(Finding.Verdict.WRONG);
            assertThat(port.what()).isEqualTo("is taken by another program");
            assertThat(look("port", machine(folder, other.getLocalPort(), true)).isOk())
                    .isTrue();
        }
    }

    @Test
    void aJdkThatIsTooOldIsNamedWithTheRightOne() {
        Finding old = look("jdk", new MachineChecks(folder, 1, () -> true, Runtime.Version.parse("11.0.2"), 0));

        assertThat(old.what()).isEqualTo("JDK 11.0.2 is too old");
        assertThat(old.advice()).contains("JDK 17 or newer").contains("JAVA_HOME");
    }

    @Test
    void aDiskThatIsNearlyFullIsNamedWithWhatIsLeft() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        MachineChecks checks = new MachineChecks(folder, 1, () -> true, Runtime.version(), free + (1L << 40));

        Finding full = look("disk", checks);

        assertThat(full.verdict()).isEqualTo(Finding.Verdict.WRONG);
        assertThat(full.what()).matches("only [0-9.]+ GB free, [0-9.]+ are the least");
        assertThat(full.advice()).contains("make room");
    }

    @Test
    void oldSamplesAndUnansweredDecisionsAreNamedByTarget() {
        String services = """
                {"items":[
                 {"id":"us-east/api","replicas":5,"sample":{"tickEnd":"2026-02-05T10:59:59Z"},
                  "lastDecision":{"decisionId":"us-east.api.9","direction":"UP","binding":"NONE","toReplicas":8,
                                  "decidedAt":"2026-02-05T10:55:00Z"}},
                 {"id":"us-east/worker","replicas":10,"sample":{"tickEnd":"2026-02-05T10:30:00Z"},
                  "lastDecision":{"decisionId":"us-east.worker.3","direction":"HOLD","binding":"COOLDOWN","toReplicas":10,
                                  "decidedAt":"2026-02-05T10:30:00Z"}},
                 {"id":"us-east/gpu","replicas":2,"sample":null,"lastDecision":null}]}""";
        try (FakeServer server = new FakeServer()
                .with("/ready", 200, "{\"status\":\"ready\"}")
                .with("/v1/status", 200, "{\"at\":\"2026-02-05T11:00:00Z\"}")
                .with("/v1/services", 200, services)
                .with("/v1/balance", 200, "{\"balanced\":false}")) {
            Map<String, List<Finding>> findings =
                    examine(new StreamsChecks(new ServerClient(URI.create(server.url()), OwnToken.NONE)).all());

            assertThat(findings.get("samples")).singleElement().satisfies(finding -> {
                assertThat(finding.where()).isEqualTo("us-east/worker");
                assertThat(finding.what())
                        .isEqualTo("its newest load sample is 1800 s old, so nothing is decided for it");
            });
            assertThat(findings.get("answers")).singleElement().satisfies(finding -> {
                assertThat(finding.where()).isEqualTo("us-east/api");
                assertThat(finding.what())
                        .isEqualTo(
                                "decision us-east.api.9 wants 8 replicas for 300 s and no controller has carried it out");
            });
            assertThat(findings.get("balance").get(0).what()).isEqualTo("facts are unaccounted for");
        }
    }

    @Test
    void looksAtTheDataFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(look("data", machine(folder.resolve("not/yet"), 1, true)).isOk())
                .isTrue();
        assertThat(look("data", machine(file, 1, true)).advice()).contains("--data DIR");
    }

    @Test
    void saysWhatToDoWhenNothingRuns() {
        World world = new World(folder).with("BLACKROAD_SERVER_URL", "http://127.0.0.1:1");

        int code = world.run(
                "doctor", "--bootstrap-servers", "127.0.0.1:1", "--registry-url", "http://127.0.0.1:1", "--port", "1");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(world.out())
                .containsPattern("jdk +ok +\\S+: JDK ")
                .containsPattern("broker +WRONG 127.0.0.1:1: no broker answers there\n +do: .*scale.sh up")
                .containsPattern("topics +- +not checked: broker")
                .containsPattern("registry +WRONG http://127.0.0.1:1: does not answer.*\n +do: .*--registry-url")
                .containsPattern("balance +- +not checked");
    }

    private static Map<String, List<Finding>> examine(List<Check> checks) {
        return Doctor.examine(checks, Progress.start(new PrintWriter(new StringWriter()), false, () -> 0));
    }

    private static MachineChecks machine(Path data, int port, boolean ours) {
        return new MachineChecks(data, port, () -> ours, Runtime.version(), 0);
    }

    private static Finding look(String name, MachineChecks checks) {
        return examine(checks.all()).get(name).get(0);
    }
}
