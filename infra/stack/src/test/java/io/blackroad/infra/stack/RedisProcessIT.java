package io.blackroad.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisProcessIT {
    @TempDir
    Path folder;

    @BeforeEach
    void needsAProgram() {
        assumeThat(RedisBinary.find()).as(RedisBinary.missing()).isPresent();
    }

    @Test
    void keepsWhatItAcknowledgedWhenKilled() throws IOException {
        int port;
        try (RedisProcess redis = RedisProcess.start(folder, 0, line -> {})) {
            port = redis.port();
            assertThat(ask(port, "SET a 1")).isEqualTo("+OK");
            redis.kill();
            assertThat(redis.isAlive()).isFalse();
        }
        try (RedisProcess again = RedisProcess.start(folder, port, line -> {})) {
            assertThat(ask(again.port(), "EXISTS a")).isEqualTo(":1");
        }
    }

    @Test
    void twoServersDoNotShareAFolderOrAPort() {
        try (RedisProcess redis = RedisProcess.start(folder, 0, line -> {})) {
            assertThatThrownBy(() -> RedisProcess.start(folder.resolve("b"), redis.port(), line -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("port " + redis.port());
            assertThatThrownBy(() -> RedisProcess.start(folder, 0, line -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("in use by Redis process " + redis.pid());
        }
    }

    @Test
    void endsWithTheJvmThatStartedItEvenByKill() throws IOException {
        ChildJvm parent = ChildJvm.start(new ChildCommand(
                "starter",
                folder.resolve("starter"),
                List.of("-Xmx32m", "-XX:+UseSerialGC"),
                ChildCommand.ownClassPath(),
                Starter.class.getName(),
                List.of(
                        folder.resolve("redis").toString(),
                        folder.resolve("pid").toString())));
        Path pidFile = folder.resolve("pid");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(pidFile));
        ProcessHandle redis =
                ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();

        parent.kill();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !redis.isAlive());
    }

    /** Starts a server and waits to be killed. */
    public static final class Starter {
        public static void main(String[] arguments) throws IOException, InterruptedException {
            RedisProcess redis = RedisProcess.start(Path.of(arguments[0]), 0, line -> {});
            Path half = Path.of(arguments[1] + ".new");
            Files.writeString(half, Long.toString(redis.pid()));
            Files.move(half, Path.of(arguments[1]));
            Thread.currentThread().join();
        }
    }

    private static String ask(int port, String command) throws IOException {
        try (Socket socket = new Socket(FreePort.HOST, port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
