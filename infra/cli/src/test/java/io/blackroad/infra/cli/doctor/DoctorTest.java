package io.blackroad.infra.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.cli.terminal.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
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
        Map<String, Finding> findings = examine(List.of(
                new Check("broker", null, () -> Finding.wrong("silent", "start it")),
                new Check("topics", "broker", () -> {
                    throw new AssertionError("must not be looked at");
                }),
                new Check("deeper", "topics", () -> {
                    throw new AssertionError("must not be looked at");
                }),
                new Check("disk", null, () -> Finding.ok("free"))));

        assertThat(findings.values())
                .extracting(finding -> finding.verdict().toString())
                .containsExactly("WRONG", "-", "-", "ok");
    }

    @Test
    void aFailureIsAFinding() {
        Map<String, Finding> findings = examine(List.of(new Check("streams", null, () -> {
            throw new CommandFailure("no answer");
        })));

        assertThat(findings.get("streams")).isEqualTo(Finding.wrong("no answer", ""));
    }

    @Test
    void namesAPortThatAnotherProgramHas() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Finding port = look("port", new MachineChecks(folder, other.getLocalPort(), () -> false));

            assertThat(port.verdict()).isEqualTo(Finding.Verdict.WRONG);
            assertThat(port.what()).isEqualTo(other.getLocalPort() + " is taken by another program");
            assertThat(look("port", new MachineChecks(folder, other.getLocalPort(), () -> true))
                            .isOk())
                    .isTrue();
        }
    }

    @Test
    void looksAtTheDataFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThat(look("data", new MachineChecks(folder.resolve("not/yet"), 1, () -> true))
                        .isOk())
                .isTrue();
        assertThat(look("data", new MachineChecks(file, 1, () -> true)).advice())
                .contains("--data DIR");
    }

    @Test
    void saysWhatToDoWhenNothingRuns() {
        World world = new World(folder).with("BLACKROAD_SERVER_URL", "http://127.0.0.1:1");

        int code = world.run(
                "doctor", "--bootstrap-servers", "127.0.0.1:1", "--registry-url", "http://127.0.0.1:1", "--port", "1");

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(world.out())
                .containsPattern("jdk +ok +JDK ")
                .containsPattern("broker +WRONG +127.0.0.1:1 does not answer; .*scale.sh up")
                .containsPattern("topics +- +not checked: broker")
                .containsPattern("registry +WRONG .*--registry-url")
                .containsPattern("balance +- +not checked");
    }

    private static Map<String, Finding> examine(List<Check> checks) {
        return Doctor.examine(checks, Progress.start(new PrintWriter(new StringWriter()), false, () -> 0));
    }

    private static Finding look(String name, MachineChecks checks) {
        return examine(checks.all()).get(name);
    }
}
