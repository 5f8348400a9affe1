package io.blackroad.infra.cli.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.infra.cli.Main;
import io.blackroad.infra.cli.World;
import io.blackroad.infra.cli.part.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} with tokens, as the page about security sets it up; and nothing that it prints or keeps gives one away. */
class SecuredUpIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Page PAGE = Page.of("security.md");

    @TempDir
    Path folder;

    private String url = "http://127.0.0.1:8000";

    @Test
    void asksForTokensAndGivesNoneAway() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/bash")) || Files.isExecutable(Path.of("/usr/bin/bash")))
                .as("the page's examples are for bash")
                .isTrue();
        makeScript();
        List<String> examples = PAGE.examples("sh");
        assertThat(examples).hasSize(3);
        runAsOnThePage(examples.get(0));
        Path settings = Files.writeString(
                folder.resolve("blackroad.properties"),
                "registry.password = hidden-registry\nvectors.token = hidden-vectors\n"
                        + "database.password = hidden-database\nmemory.password = hidden-memory\n");
        try (RunningUp up = new RunningUp(
                folder.resolve("data"),
                "--agents=20",
                "--without=database,connect,history,memory,vectors",
                "--access=" + folder.resolve("access.txt"),
                "--config=" + settings)) {
            await().atMost(PATIENCE).until(up::announced);
            assertThat(up.output()).contains("asks for tokens");
            url = "http://127.0.0.1:" + up.port;
            await().atMost(PATIENCE).until(() -> status("GET", "/ready", null, "") == 200);
            whoHasNoTokenIsToldNothing(up);
            eachTokenOpensWhatItsRoleOpens();
            commandsShowTheirToken();
            runAsOnThePage(examples.get(1));
            runAsOnThePage(examples.get(2));
            assertThat(up.stop()).isZero();
            nothingGivesASecretAway(up);
        }
    }

    private void whoHasNoTokenIsToldNothing(RunningUp up) {
        for (String path : List.of("/v1/status", "/metrics", "/v1/agents", "/v1/events/stream")) {
            assertThat(up.ask(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(up.post("/v1/events", "{}").statusCode()).isEqualTo(401);
        assertThat(up.ask("/").statusCode()).isEqualTo(200);
        assertThat(up.ask("/openapi.json").body()).contains("/v1/session", "securitySchemes");
    }

    private void eachTokenOpensWhatItsRoleOpens() throws Exception {
        String metric = "{\"type\":\"metric-sampled\",\"agentId\":\"writer-1\",\"cpuUsedMillis\":1}";
        String other = metric.replace("writer-1", "writer-2");
        await().atMost(PATIENCE).until(() -> status("GET", "/v1/agents", "ada", "") == 200);
        assertThat(status("POST", "/v1/events", "ada", metric)).isEqualTo(403);
        assertThat(status("GET", "/v1/agents", "writer-1", "")).isEqualTo(403);
        await().atMost(PATIENCE).until(() -> status("POST", "/v1/events", "writer-1", metric) == 202);
        assertThat(status("POST", "/v1/events", "writer-1", other)).isEqualTo(403);
        assertThat(status("POST", "/v1/events", "operator", other)).isEqualTo(202);
    }

    private void commandsShowTheirToken() throws IOException {
        shows(() -> new World(folder), "status");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        World stranger = new World(elsewhere);
        assertThat(stranger.run("status", "--server", url)).isEqualTo(1);
        assertThat(stranger.err()).contains("--token FILE");
        shows(
                () -> new World(elsewhere),
                "status",
                "--server",
                url,
                "--token",
                folder.resolve("ada.token").toString());
        String token = token("ada");
        shows(() -> new World(elsewhere).with("BLACKROAD_TOKEN", token), "status", "--server", url);
    }

    private static void shows(Supplier<World> worlds, String... command) {
        World world = World.settled(worlds, command);
        assertThat(world.code()).as(world.err()).isZero();
    }

    private void nothingGivesASecretAway(RunningUp up) throws IOException {
        List<String> secrets =
                new ArrayList<>(List.of("hidden-registry", "hidden-vectors", "hidden-database", "hidden-memory"));
        for (String name : List.of("ada", "operator", "writer-1")) {
            secrets.add(token(name));
        }
        Path own = folder.resolve("data/access/token");
        secrets.add(Files.readString(own).strip());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rw-------");
        World shown = new World(folder);
        assertThat(shown.run("config", "show")).isZero();
        assertThat(shown.out() + up.output()).doesNotContain(secrets);
        int files = 0;
        try (Stream<Path> all = Files.walk(folder.resolve("data"))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.equals(own)) {
                    files++;
                    String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                    for (String secret : secrets) {
                        assertThat(text.contains(secret)).as(file.toString()).isFalse();
                    }
                }
            }
        }
        assertThat(files).isGreaterThan(20);
    }

    private String token(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".token")).strip();
    }

    private int status(String method, String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token(token));
        }
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** The classes of this test under the name that the page uses. */
    private void makeScript() throws IOException {
        Path script = Files.writeString(
                folder.resolve("scale.sh"),
                "#!/usr/bin/env bash\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path") + "' "
                        + Main.class.getName() + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private void runAsOnThePage(String example) throws Exception {
        Path out = folder.resolve("example.out");
        Process process = new ProcessBuilder(
                        "bash", "-euo", "pipefail", "-c", example.replace("http://127.0.0.1:8000", url))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int code = process.waitFor();
        String printed = Files.readString(out);
        assertThat(code).as(printed).isZero();
        assertThat(printed).as(example).containsSubsequence(Page.outputs(example));
    }
}
