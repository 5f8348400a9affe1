package io.blackroad.sink.memory;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.blackroad.infra.stack.RedisBinary;
import io.blackroad.infra.stack.RedisProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Real Redis servers of one test, each a process of its own. */
public final class RedisFleet implements AutoCloseable {
    private final Path folder;
    private final List<RedisProcess> servers = new ArrayList<>();

    private RedisFleet(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, with a reason, where no Redis can run. */
    public static RedisFleet start(Path folder, int size) {
        assumeThat(RedisBinary.find()).as(RedisBinary.missing()).isPresent();
        RedisFleet fleet = new RedisFleet(folder);
        try {
            for (int number = 0; number < size; number++) {
                fleet.add();
            }
            return fleet;
        } catch (RuntimeException e) {
            fleet.close();
            throw e;
        }
    }

    /** One more, which nobody knows yet. */
    public String add() {
        servers.add(RedisProcess.start(folder.resolve("redis-" + servers.size()), 0, line -> {}));
        return server(servers.size() - 1);
    }

    public String server(int number) {
        return servers.get(number).address();
    }

    public List<String> servers(int count) {
        return servers.subList(0, count).stream().map(RedisProcess::address).toList();
    }

    public List<String> servers() {
        return servers(servers.size());
    }

    public MemoryConfig config() {
        return MemoryConfig.of(servers()).withTimeout(Duration.ofSeconds(5));
    }

    public void kill(int number) {
        servers.get(number).kill();
    }

    public void restart(int number) {
        int port = servers.get(number).port();
        servers.set(number, RedisProcess.start(folder.resolve("redis-" + number), port, line -> {}));
    }

    /** Sends a signal, as in STOP and CONT. */
    public void signal(int number, String name) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + name,
                            Long.toString(servers.get(number).pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        servers.forEach(RedisProcess::close);
    }
}
