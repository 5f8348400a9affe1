package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scale.sh} in a project of its own, with a JDK and a Maven that only say that they were called. */
class ScaleScriptTest {
    private static final Path SCRIPT = Path.of(System.getProperty("blackroad.root", "../.."), "scale.sh");
    private static final List<String> TOOLS = List.of(
            "bash",
            "sed",
            "head",
            "find",
            "dirname",
            "readlink",
            "mkdir",
            "cat",
            "rm",
            "sleep",
            "env",
            "tr",
            "tee",
            "grep",
            "tail");

    private record Ended(int code, String out, String err) {}

    @TempDir
    Path folder;

    private Path project;
    private Path bin;
    private Path jdk;

    @BeforeEach
    void layOut() throws IOException {
        project = Files.createDirectories(folder.resolve("pro ject"));
        bin = Files.createDirectories(folder.resolve("bin"));
        jdk = Files.createDirectories(folder.resolve("jdk"));
        Files.copy(SCRIPT, project.resolve("scale.sh"));
        Files.writeString(project.resolve("pom.xml"), "");
        for (String module : List.of("schemas", "client", "streams", "producers", "connectors", "sink", "infra")) {
            Files.createDirectories(project.resolve(module));
        }
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), toolPath(tool));
        }
        Files.createDirectories(jdk.resolve("bin"));
        script(jdk.resolve("bin/java"), "printf '%s\\n' \"$@\"");
        script(jdk.resolve("bin/javac"), "");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"99.0.1\"\n");
    }

    @Test
    void buildsOnFirstUseAndThenOnlyWhenASourceIsNewer() throws Exception {
        maven("echo built >> builds; mkdir -p infra/cli/target/dist/lib; : > infra/cli/target/dist/built.properties");

        Ended first = run("status");
        assertThat(first.err()).contains("building with JDK 99").contains("minutes");
        assertThat(first.code()).isZero();
        assertThat(run("status").err()).isEmpty();

        Path source = Files.createDirectories(project.resolve("schemas/src/main/java"))
                .resolve("A.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run("status").err()).contains("building");
        assertThat(Files.readAllLines(project.resolve("builds"))).hasSize(2);
    }

    @Test
    void runsTheNewestJdkWithTheArgumentsAsTheyAre() throws Exception {
        maven("mkdir -p infra/cli/target/dist/lib; : > infra/cli/target/dist/built.properties");

        List<String> arguments = run("agent", "a b", "*", "").out().lines().toList();

        int main = arguments.indexOf("io.blackroad.infra.cli.Main");
        assertThat(arguments.subList(main + 1, arguments.size())).containsExactly("agent", "a b", "*", "");
        assertThat(arguments.subList(0, main))
                .contains("-cp", project.toRealPath() + "/infra/cli/target/dist/lib/*")
                .contains("-Dblackroad.home=" + project.toRealPath(), "-XX:TieredStopAtLevel=1")
                .contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void tellsJavaWhichOutputsAreTerminals() throws Exception {
        maven("mkdir -p infra/cli/target/dist/lib; : > infra/cli/target/dist/built.properties");

        assertThat(run("status").out()).contains("-Dblackroad.terminal=\n");
        assertThat(atTerminal("status").out()).contains("-Dblackroad.terminal=out,err");
    }

    @Test
    void drawsTheBuildAsABarAtATerminalAndKeepsTheErrors() throws Exception {
        maven(
                "printf '[INFO] Building %s 1.0 [%s/4]\\n' schemas 1 'streams: rules' 3; echo '[ERROR] it is broken'; exit 1");

        Ended ended = atTerminal("status");

        assertThat(ended.out())
                .contains("[....................]  1 of 4  schemas")
                .contains("[##########..........]  3 of 4  streams: rules")
                .contains("[ERROR] it is broken")
                .contains("the build failed");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void keepsTheUsersOptionsOfMavenAndANewJdkQuiet() throws Exception {
        maven("echo \"$MAVEN_OPTS\" > options; mkdir -p infra/cli/target/dist/lib;"
                + " : > infra/cli/target/dist/built.properties");

        run("status");

        assertThat(project.resolve("options"))
                .content()
                .contains("--sun-misc-unsafe-memory-access=allow")
                .endsWith(" -Dmine=1\n");
    }

    @Test
    void saysInOneLineThatMavenIsMissing() throws Exception {
        Ended ended = run("status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines())
                .singleElement()
                .asString()
                .contains("no mvn on PATH")
                .contains("install");
    }

    @Test
    void saysThatTheBuildFailedAndRunsNothing() throws Exception {
        maven("echo 'ERROR it is broken'; exit 1");

        Ended ended = run("status");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("ERROR it is broken").contains("the build failed");
        assertThat(project.resolve("infra/cli/target/build.lock")).doesNotExist();
    }

    @Test
    void takesOverTheLockOfABuildThatDied() throws Exception {
        maven("mkdir -p infra/cli/target/dist/lib; : > infra/cli/target/dist/built.properties");
        Path lock = Files.createDirectories(project.resolve("infra/cli/target/build.lock"));
        Files.writeString(lock.resolve("pid"), "999999999");

        assertThat(run("status").code()).isZero();
    }

    @Test
    void isCleanToShellcheckWhereItIsInstalled() throws Exception {
        assumeThat(places().map(place -> place.resolve("shellcheck"))).anyMatch(Files::isExecutable);

        Path ci = SCRIPT.resolveSibling(".ci/run");
        Ended ended = end(new ProcessBuilder("shellcheck", SCRIPT.toString(), ci.toString()));

        assertThat(ended.out()).isEmpty();
    }

    private void maven(String body) throws IOException {
        script(bin.resolve("mvn"), body);
    }

    private Ended run(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(project.resolve("scale.sh").toString());
        builder.command().addAll(List.of(arguments));
        return alone(builder);
    }

    /** Both outputs are the same terminal. */
    private Ended atTerminal(String command) throws Exception {
        assumeThat(places().map(place -> place.resolve("script")))
                .as("this machine has no script, so there is no terminal to try")
                .anyMatch(Files::isExecutable);
        String line = "'" + project.resolve("scale.sh") + "' " + command;
        return alone(new ProcessBuilder(toolPath("script").toString(), "-qec", line, "/dev/null"));
    }

    private Ended alone(ProcessBuilder builder) throws Exception {
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        bin.toString(),
                        "JAVA_HOME",
                        jdk.toString(),
                        "HOME",
                        "/nowhere",
                        "TERM",
                        "xterm",
                        "SHELL",
                        toolPath("bash").toString(),
                        "MAVEN_OPTS",
                        "-Dmine=1"));
        return end(builder);
    }

    private Ended end(ProcessBuilder builder) throws Exception {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private void script(Path file, String body) throws IOException {
        Files.write(file, ("#!" + toolPath("bash") + "\n" + body + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path toolPath(String tool) {
        return places().map(place -> place.resolve(tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + tool + " on PATH"));
    }

    private static Stream<Path> places() {
        return Stream.of(System.getenv("PATH").split(":")).map(Path::of);
    }
}
