package io.blackroad.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child's life hangs on its parent's, and its death is told with what it said last. */
class ChildJvmIT {
    private static final List<String> SMALL = List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    @TempDir
    Path folder;

    @Test
    void endsWhenItsParentIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-cp",
                        ChildCommand.ownClassPath(),
                        Parent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long child;
        try (BufferedReader out = parent.inputReader()) {
            child = Long.parseLong(out.readLine());
            assertThat(ProcessHandle.of(child)).isPresent();
        } finally {
            parent.destroyForcibly().waitFor();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive))
                        .isEmpty());
    }

    @Test
    void tellsWhatItSaidLastWhenItEndsWhileStarting() {
        try (ChildJvm child = ChildJvm.start(command(Failing.class))) {
            assertThatThrownBy(() -> child.await(() -> false, Duration.ofSeconds(60)))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("probe ended with exit code 3")
                    .hasMessageContaining("no luck today");
        }
    }

    @Test
    void isStartedOnceMoreWhenItGaveUpByItself() {
        List<String> said = new ArrayList<>();
        Path there = folder.resolve("there");
        ChildCommand command = command(BetterTheSecondTime.class);
        try (ChildJvm child =
                ChildJvm.startTwice(command, () -> Files.exists(there), Duration.ofSeconds(60), said::add)) {
            assertThat(child.isAlive()).isTrue();
        }
        assertThat(said).containsExactly("the probe gave up; starting it once more");
        assertThatThrownBy(() ->
                        ChildJvm.startTwice(command(Failing.class), () -> false, Duration.ofSeconds(60), said::add))
                .hasMessageContaining("probe ended with exit code 3");
        assertThat(said).hasSize(2);
    }

    @Test
    void isStoppedWhenItDoesNotAnswerInTime() {
        try (ChildJvm child = ChildJvm.start(command(Waiting.class))) {
            assertThatThrownBy(() -> child.await(() -> false, Duration.ZERO))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("probe did not answer within 0 s");
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void leavesTheFolderFreeWhenItIsGone() throws Exception {
        Path lock = folder.resolve("owner.lock");
        try (ChildJvm first = ChildJvm.start(command(Waiting.class))) {
            first.await(() -> Files.exists(lock) && contains(lock, first.pid()), Duration.ofSeconds(60));
            assertThatThrownBy(() -> ChildJvm.start(command(Waiting.class)))
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + first.pid());
            first.kill();
        }
        try (ChildJvm second = ChildJvm.start(command(Waiting.class))) {
            second.await(() -> contains(lock, second.pid()), Duration.ofSeconds(60));
        }
    }

    private static boolean contains(Path file, long pid) {
        try {
            return Files.readString(file).startsWith(pid + " ");
        } catch (IOException e) {
            return false;
        }
    }

    private ChildCommand command(Class<?> main) {
        return command(folder, main);
    }

    private static ChildCommand command(Path folder, Class<?> main) {
        return new ChildCommand("probe", folder, SMALL, ChildCommand.ownClassPath(), main.getName(), List.of());
    }

    /** Starts a child, prints its process id and waits to be killed. */
    static final class Parent {
        public static void main(String[] arguments) throws InterruptedException {
            ChildJvm child = ChildJvm.start(command(Path.of(arguments[0]), Waiting.class));
            System.out.println(child.pid());
            new CountDownLatch(1).await();
        }
    }

    static final class Waiting {
        public static void main(String[] arguments) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** Its working directory is its folder. */
    static final class BetterTheSecondTime {
        public static void main(String[] arguments) throws Exception {
            if (Path.of("tried").toFile().createNewFile()) {
                System.exit(3);
            }
            Files.createFile(Path.of("there"));
            new CountDownLatch(1).await();
        }
    }

    static final class Failing {
        public static void main(String[] arguments) {
            System.out.println("no luck today");
            System.exit(3);
        }
    }
}
