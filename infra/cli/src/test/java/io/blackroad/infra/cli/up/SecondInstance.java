package io.blackroad.infra.cli.up;

import io.blackroad.infra.cli.Main;
import io.blackroad.infra.cli.config.StackFile;
import io.blackroad.infra.stack.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A second streams instance that joins a running stack, as {@code ./scale.sh streams} starts it. */
final class SecondInstance implements AutoCloseable {
    final int port = FreePort.find();
    private final Process process;

    SecondInstance(StackFile stack, Path data) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "streams",
                        "--bootstrap-servers=" + stack.bootstrapServers(),
                        "--registry-url=" + stack.registryUrl(),
                        "--port=" + port,
                        "--data=" + data))
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling("second.out").toFile())
                .start();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
