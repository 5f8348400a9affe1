package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.cli.part.Page;
import io.blackroad.infra.cli.up.RunningUp;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;

/** The examples of the page about clients, and those in the Javadoc of the client, as they stand there. */
public final class ClientPrograms {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Page PAGE = Page.of("clients.md");
    private static final Path SOURCES =
            Path.of(System.getProperty("blackroad.root", "../.."), "client/src/main/java/io/blackroad/client");
    private static final Pattern JAVADOC = Pattern.compile("<pre>\\{@code\\R(.*?)\\R \\* }</pre>", Pattern.DOTALL);

    /** What a program prints for a decision. */
    private static final String A_DECISION = "(?m)^[a-z-]+\\.[a-z]+\\.\\d+ (HOLD|UP|DOWN) ";

    private static final String AROUND = """
            import io.blackroad.client.*;
            import io.blackroad.client.answer.*;
            import io.blackroad.schema.RegistryClient;
            import io.blackroad.schema.SchemaRegistry;
            import java.net.URI;
            import java.time.Duration;
            import java.time.Instant;

            public final class Example%d {
                public static void main(String[] arguments) throws Exception {
            %s
                }
            }
            """;

    private final Path folder;
    private final RunningUp up;

    /** @param folder where programs are put */
    public ClientPrograms(Path folder, RunningUp up) {
        this.folder = folder;
        this.up = up;
    }

    public Stream<DynamicTest> tests() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        List<String> java = new ArrayList<>(PAGE.examples("java"));
        java.addAll(javadoc());
        assertThat(java).as("examples in Java").hasSizeGreaterThanOrEqualTo(9);
        for (int i = 0; i < java.size(); i++) {
            int number = i;
            tests.add(DynamicTest.dynamicTest(
                    "java " + number + ": "
                            + java.get(i).strip().lines().skip(1).findFirst().orElse(""),
                    () -> runJava(number, java.get(number))));
        }
        tests.add(DynamicTest.dynamicTest("curl", this::curl));
        tests.add(DynamicTest.dynamicTest("python over HTTP", () -> follows("python3", "follow.py", "python", 0)));
        tests.add(DynamicTest.dynamicTest("python from Kafka parses", this::pythonParses));
        tests.add(DynamicTest.dynamicTest("typescript over HTTP", () -> follows("node", "follow.mjs", "ts", 0)));
        tests.add(DynamicTest.dynamicTest("typescript from Kafka", this::typescriptFromKafka));
        return tests.stream();
    }

    private static List<String> javadoc() throws IOException {
        List<String> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                Matcher found = JAVADOC.matcher(Files.readString(file).replaceAll("(?m)^ +\\* ?", " * "));
                while (found.find()) {
                    examples.add(found.group(1).replaceAll("(?m)^ \\* ", ""));
                }
            }
        }
        return examples;
    }

    private void runJava(int number, String body) throws Exception {
        Path source = folder.resolve("Example" + number + ".java");
        Files.writeString(source, AROUND.formatted(number, here(body)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            boolean compiles = compiler.getTask(null, files, found, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiles).as(body + found.getDiagnostics()).isTrue();
        }
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Example" + number)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        }
    }

    private void curl() throws Exception {
        requireTool("bash");
        requireTool("curl");
        for (String example : PAGE.examples("sh")) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                String rest = printed(folder, "bash", "-euo", "pipefail", "-c", here(example));
                for (String expected : Page.outputs(example)) {
                    assertThat(rest).contains(expected);
                    rest = rest.substring(rest.indexOf(expected) + expected.length());
                }
            });
        }
    }

    /** A program that prints decisions until it is stopped. */
    private void follows(String tool, String name, String language, int example) throws Exception {
        requireTool(tool);
        Path program = Files.writeString(
                folder.resolve(name), here(PAGE.examples(language).get(example)));
        Path out = folder.resolve(name + ".out");
        Process process = new ProcessBuilder(tool, program.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(Files.readString(out)).containsPattern(A_DECISION);
            });
            assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private void pythonParses() throws Exception {
        requireTool("python3");
        Path program = Files.writeString(
                folder.resolve("kafka_decisions.py"), PAGE.examples("python").get(1));
        printed(folder, "python3", "-m", "py_compile", program.toString());
    }

    private void typescriptFromKafka() throws Exception {
        requireTool("node");
        requireTool("npm");
        Files.writeString(folder.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}\n");
        Process install = new ProcessBuilder(
                        "npm",
                        "install",
                        "--silent",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline",
                        "kafkajs@2.2.4",
                        "@kafkajs/confluent-schema-registry@4.1.0")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.out").toFile())
                .start();
        boolean ended = install.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        install.destroyForcibly();
        assumeThat(ended && install.exitValue() == 0)
                .as("npm cannot fetch kafkajs here, so its example is not run")
                .isTrue();
        follows("node", "kafka.mjs", "ts", 1);
    }

    /** The example with the addresses of this stack. */
    private String here(String example) {
        return example.replace("http://127.0.0.1:8000", up.stack().serverUrl())
                .replace("http://127.0.0.1:8081/apis/ccompat/v7", up.stack().registryUrl())
                .replace("127.0.0.1:9092", up.stack().bootstrapServers());
    }

    private static String printed(Path folder, String... command) throws Exception {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(out);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    /** Where a tool is missing the test is skipped, and says so. */
    private static void requireTool(String tool) {
        assumeThat(Stream.of(System.getenv("PATH").split(":")).map(place -> Path.of(place, tool)))
                .as("this machine has no %s, so its example is not run", tool)
                .anyMatch(Files::isExecutable);
    }
}
