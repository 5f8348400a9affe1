package io.blackroad.infra.cli.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Main;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.stack.BrokerProcess;
import io.blackroad.infra.stack.PostgresProcess;
import io.blackroad.infra.stack.RegistryProcess;
import io.blackroad.producer.sdk.Agent;
import io.blackroad.producer.sdk.AgentClient;
import io.blackroad.producer.sdk.AgentClientConfig;
import io.blackroad.producer.sdk.AgentDescription;
import io.blackroad.producer.sdk.Task;
import io.blackroad.producer.sdk.TaskHandle;
import io.blackroad.schema.RegistryClient;
import io.blackroad.topic.Partitions;
import io.blackroad.topic.TopicAdmin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sink jdbc} as a cluster runs it, a process of its own against any servers, and {@code sql} beside it. */
class HistoryIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern QUERY = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    @TempDir
    static Path folder;

    private static BrokerProcess broker;
    private static RegistryProcess registry;
    private static PostgresProcess postgres;

    @BeforeAll
    static void start() {
        broker = BrokerProcess.start(folder.resolve("broker"), 0, line -> {});
        registry = RegistryProcess.start(folder.resolve("registry"), 0, line -> {});
        postgres = PostgresProcess.start(folder.resolve("postgres"), 0, line -> {});
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicAdmin(admin, new Partitions(2, 2, (short) 1)).apply();
        }
    }

    @AfterAll
    static void stop() {
        postgres.close();
        registry.close();
        broker.close();
    }

    @Test
    void tasksOfAnAgentAreAskedForInSqlWhateverHappensToTheSink() throws Exception {
        Process sink = sink("first.out");
        try {
            runTasks("before");
            await().atMost(LIMIT).until(() -> completed() == 50);
            sink.destroyForcibly().waitFor();
            runTasks("after");
            sink = sink("second.out");
            await().atMost(LIMIT).until(() -> completed() == 100);
            await().atMost(LIMIT).untilAsserted(() -> metricsTell(output("second.out")));
            everyQueryOfThePageRuns();
            sink.destroy();
            assertThat(sink.waitFor(40, TimeUnit.SECONDS)).isTrue();
            assertThat(sink.exitValue()).isZero();
        } finally {
            sink.destroyForcibly();
        }
        assertThat(output("first.out") + output("second.out"))
                .doesNotContain(postgres.password())
                .doesNotContain("Exception");
        assertThat(sql("SELECT sum(input_tokens) FROM fleet.tasks", "--json")).isEqualTo("{\"sum\":700}\n");
        wrongQuestionsAreAnswered();
    }

    private void runTasks(String prefix) {
        try (AgentClient client = AgentClient.connect(
                AgentClientConfig.of(broker.bootstrapServers(), RegistryClient.of(registry.url())))) {
            Agent agent = client.wake(AgentDescription.of("writer-1", "eu-west", "api"));
            for (int i = 0; i < 50; i++) {
                TaskHandle task = agent.accept(new Task(prefix + "-" + i, "", 7, 0, 0));
                task.start();
                task.complete();
            }
            agent.stop();
        }
    }

    private void metricsTell(String printed) throws IOException, InterruptedException {
        String url = printed.lines()
                .filter(line -> line.startsWith("metrics"))
                .map(line -> line.substring(line.indexOf("http")))
                .findFirst()
                .orElseThrow();
        String metrics = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                .body();
        assertThat(metrics)
                .containsPattern(
                        "blackroad_sink_facts_total\\{sink=\"history\",topic=\"fleet.agent.task-changed.v1\"} 150")
                .contains(
                        "blackroad_sink_lag_facts{",
                        "blackroad_sink_batch_facts_count{",
                        "blackroad_sink_write_seconds_");
    }

    private void everyQueryOfThePageRuns() throws IOException {
        Matcher queries =
                QUERY.matcher(Files.readString(Path.of(System.getProperty("blackroad.root"), "docs/history.md")));
        int run = 0;
        while (queries.find()) {
            assertThat(sql(queries.group(1))).isNotEmpty();
            run++;
        }
        assertThat(run).isGreaterThan(5);
        assertThat(sql("SELECT state, count(*) FROM fleet.tasks GROUP BY 1"))
                .isEqualTo("state      count\nCOMPLETED    100\n");
    }

    private void wrongQuestionsAreAnswered() {
        World world = world();
        assertThat(world.run(arguments("SELECT nothing FROM fleet.tasks"))).isEqualTo(ExitCode.FAILED);
        assertThat(world.err()).contains("column \"nothing\" does not exist").doesNotContain("Exception");
        World writer = world();
        assertThat(writer.run(arguments("DELETE FROM fleet.tasks"))).isEqualTo(ExitCode.FAILED);
        assertThat(writer.err()).contains("read-only transaction");
        World stranger = new World(folder).with("BLACKROAD_DATABASE_PASSWORD", "wrong");
        assertThat(stranger.run(arguments("SELECT 1"))).isEqualTo(ExitCode.FAILED);
        assertThat(stranger.err()).contains("password authentication failed");
        World many = world();
        assertThat(many.run(arguments("SELECT task_id FROM fleet.tasks", "--limit", "3")))
                .isZero();
        assertThat(many.out().lines()).hasSize(4);
        assertThat(many.err()).contains("more rows than 3");
    }

    private static long completed() {
        World world = world();
        int code = world.run(arguments("SELECT count(*) FROM fleet.tasks WHERE state = 'COMPLETED'", "--json"));
        return code == 0 ? Long.parseLong(world.out().replaceAll("[^0-9]", "")) : -1;
    }

    private static String sql(String query, String... more) {
        World world = world();
        assertThat(world.run(arguments(query, more))).as(query + world.err()).isZero();
        return world.out();
    }

    private static World world() {
        return new World(folder).with("BLACKROAD_DATABASE_PASSWORD", postgres.password());
    }

    private static String[] arguments(String query, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("sql", "--database-url", postgres.jdbcUrl(), "--database-user", postgres.user(), query));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static Process sink(String out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "sink",
                "jdbc",
                "--database-url",
                postgres.jdbcUrl(),
                "--database-user",
                postgres.user(),
                "--bootstrap-servers",
                broker.bootstrapServers(),
                "--registry-url",
                registry.url().toString(),
                "--metrics-port",
                "0");
        builder.environment().put("BLACKROAD_DATABASE_PASSWORD", postgres.password());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(out).toFile())
                .directory(folder.toFile())
                .start();
    }

    private static String output(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
