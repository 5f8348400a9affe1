package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.connect.ControlFile;
import io.blackroad.infra.cli.config.StackFile;
import io.blackroad.infra.cli.up.RunningUp;
import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.RedisBinary;
import io.blackroad.infra.stack.RedisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import picocli.CommandLine;

/**
 * The example of every {@code --help}, run in a folder in which a stack runs. Only addresses, ports and ids of agents are
 * others than those that stand there; files that an example names are made before it runs.
 */
public final class HelpExamples {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String MARK = "Example: ./scale.sh ";

    /** Run in full by others: by whoever starts the stack, and by the bench's own test. */
    private static final Set<String> ELSEWHERE = Set.of("", "up", "bench");

    /** What runs until it is stopped. */
    private static final Set<String> PARTS = Set.of(
            "wake",
            "broker",
            "registry",
            "connect",
            "streams",
            "gateway",
            "controller",
            "sink",
            "sink jdbc",
            "sink traces",
            "sink memory",
            "sink vectors");

    private static final Map<String, String> FILES = Map.of(
            "replay",
            "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n"
                    + "2023-11-16 18:15:47.1809590,396,109\n",
            "backtest",
            "timestamp_s,arrivals\n0,100\n60,900\n120,300\n180,100\n",
            "cost rate",
            "kind,agent,region,service,provider,item,amount,from,to\n"
                    + "agent,a,us-east,api,railway,vcpu,0.5,2026-03-01T00:00:00Z,2026-03-01T00:10:00Z\n",
            "vectors upsert",
            "{\"agent\":\"agent-42\",\"id\":\"v1\",\"values\":" + numbers() + "}\n",
            "vectors query",
            numbers(),
            "config show",
            "agents = 12\n");

    private final Path folder;
    private final RunningUp up;

    /** @param folder holds the data folder of the stack as {@code data} */
    public HelpExamples(Path folder, RunningUp up) {
        this.folder = folder;
        this.up = up;
    }

    /** Those that answer and end. */
    public Stream<DynamicTest> answers() {
        return all().entrySet().stream()
                .filter(each -> !PARTS.contains(each.getKey()) && !ELSEWHERE.contains(each.getKey()))
                .map(each -> DynamicTest.dynamicTest(each.getValue(), () -> answer(each.getKey(), each.getValue())));
    }

    /** Those that run until they are stopped; each in a process of its own, as a user runs it. */
    public Stream<DynamicTest> parts() {
        return all().entrySet().stream()
                .filter(each -> PARTS.contains(each.getKey()))
                .map(each -> DynamicTest.dynamicTest(each.getValue(), () -> part(each.getKey(), each.getValue())));
    }

    private static Map<String, String> all() {
        Map<String, String> examples = new LinkedHashMap<>();
        collect(CommandTree.of(new World(Path.of("")).surroundings()), "", examples);
        return examples;
    }

    private static void collect(CommandLine command, String path, Map<String, String> examples) {
        for (String line : command.getCommandSpec().usageMessage().footer()) {
            if (line.startsWith(MARK)) {
                examples.put(path, line.substring(MARK.length()));
            }
        }
        command.getSubcommands().forEach((name, sub) -> collect(sub, (path + " " + name).strip(), examples));
    }

    private void answer(String command, String example) throws Exception {
        if (command.startsWith("memory")) {
            assumeThat(RedisBinary.find()).as(RedisBinary.missing()).isPresent();
        }
        prepare(command, example);
        if (command.equals("memory migrate")) {
            try (RedisProcess one = RedisProcess.start(folder.resolve("redis-17"), 0, line -> {})) {
                ends(example.replace("127.0.0.1:7016", "127.0.0.1:" + one.port()));
            }
        } else {
            ends(example);
        }
    }

    private void ends(String example) {
        // A rebalance under way, and what comes a moment after the start, are no faults of the example.
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            World world =
                    new World(folder).at(Clock.systemUTC()).with("BLACKROAD_DATABASE_PASSWORD", databasePassword());
            int code = world.run(words(here(example)));
            // Its exit code says what it found, and others have left dead letters here.
            assertThat(code).as(world.out() + world.err()).isBetween(0, example.startsWith("doctor") ? 1 : 0);
        });
    }

    private void part(String name, String example) throws Exception {
        if (name.contains("memory") || name.equals("sink")) {
            assumeThat(RedisBinary.find()).as(RedisBinary.missing()).isPresent();
        }
        Path home = Files.createDirectories(folder.resolve("part-" + name.replace(' ', '-')));
        Path out = home.resolve("out");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dblackroad.home=" + System.getProperty("blackroad.root"),
                "-cp",
                absoluteClassPath(),
                Main.class.getName()));
        line.addAll(List.of(words(here(example)
                .replace("--port 9092", "--port " + FreePort.find())
                .replace("--port 8081", "--port " + FreePort.find())
                .replace("--port 8004", "--port " + FreePort.find()))));
        if (name.equals("connect")) {
            line.add("--port=0");
        }
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        StackFile stack = up.stack();
        Map<String, String> environment = builder.environment();
        environment.put("BLACKROAD_HTTP_PORT", Integer.toString(FreePort.find()));
        environment.put("BLACKROAD_GATEWAY_PORT", Integer.toString(FreePort.find()));
        environment.put("BLACKROAD_SERVER_URL", stack.serverUrl());
        environment.put("BLACKROAD_BOOTSTRAP_SERVERS", stack.bootstrapServers());
        environment.put("BLACKROAD_REGISTRY_URL", stack.registryUrl());
        environment.put("BLACKROAD_DATABASE_URL", stack.databaseUrl());
        environment.put("BLACKROAD_DATABASE_PASSWORD", databasePassword());
        Process process = builder.start();
        try {
            // One that has ended will say no more.
            await().atMost(PATIENCE)
                    .until(() -> !process.isAlive() || Files.readString(out).contains("Ctrl-C stops it"));
            assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
            process.destroy();
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as(Files.readString(out))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** The example with the addresses of this stack, and ids that its fleet really has. */
    private String here(String example) {
        StackFile stack = up.stack();
        String there = example.replace("http://registry:8081", stack.registryUrl())
                .replace("kafka:9092", stack.bootstrapServers())
                .replaceAll("jdbc:postgresql://\\S+", stack.databaseUrl())
                .replace("redis-0:6379,redis-1:6379", stack.memoryShards());
        return there.contains("us-east-api-0-0") ? there.replace("us-east-api-0-0", someAgent()) : there;
    }

    private String someAgent() {
        // Parts that came and went leave a rebalance behind.
        await().atMost(PATIENCE).until(() -> up.ask("/v1/agents?limit=1").statusCode() == 200);
        return up.get("/v1/agents?limit=1").at("/items/0/id").asText();
    }

    private void prepare(String command, String example) throws IOException {
        for (String word : words(example)) {
            if (word.endsWith(".yaml")) {
                String rules = command.startsWith("rules")
                        ? "rules:\n  worker: { kind: guide, minReplicas: 11, maxReplicas: 100, upAbovePercent: 80,"
                                + " downBelowPercent: 40, cooldownSeconds: 600 }\n"
                        : ControlFile.defaultText();
                Files.writeString(folder.resolve(word), rules);
            } else if (word.equals("openb_node_list_gpu_node.csv")) {
                Files.writeString(folder.resolve(word), "sn,cpu_milli,memory_mib,gpu,model\nn1,96000,393216,8,T4\n");
            } else if (word.equals("openb_pod_list_default.csv")) {
                Files.writeString(
                        folder.resolve(word),
                        "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec\np1,4000,8192,1,460,\n");
            } else if (word.matches("[a-z]+\\.(csv|json|jsonl|properties)")) {
                Files.writeString(folder.resolve(word), FILES.get(command));
            }
        }
    }

    private String databasePassword() {
        try {
            return Files.readString(up.data.resolve("postgres/password")).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String absoluteClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(":"))
                .map(path -> Path.of(path).toAbsolutePath().toString())
                .reduce((one, other) -> one + ":" + other)
                .orElseThrow();
    }

    private static String numbers() {
        return "[" + "0.5,".repeat(383) + "0.5]";
    }

    /** As a shell splits them: what stands in double quotes is one word. */
    static String[] words(String line) {
        return Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(line)
                .results()
                .map(found -> found.group(1) == null ? found.group() : found.group(1))
                .toArray(String[]::new);
    }
}
