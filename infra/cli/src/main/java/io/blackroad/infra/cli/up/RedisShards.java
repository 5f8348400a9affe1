package io.blackroad.infra.cli.up;

import io.blackroad.infra.stack.FreePort;
import io.blackroad.infra.stack.RedisProcess;
import io.blackroad.infra.stack.StackException;
import io.blackroad.ring.Routes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Redis server for each memory shard of the routes. Their ports stay what they were at the first start, written down beside
 * the data: the servers know each other by address.
 */
final class RedisShards implements AutoCloseable {
    private static final int USUAL_FIRST_PORT = 7100;
    private static final String PORTS = "ports";

    private final List<RedisProcess> servers = new ArrayList<>();

    private RedisShards() {}

    /** @throws StackException if one does not start; none runs then */
    static RedisShards start(Path folder) {
        RedisShards shards = new RedisShards();
        try {
            List<Integer> ports = ports(folder);
            for (int shard = 0; shard < ports.size(); shard++) {
                shards.servers.add(
                        RedisProcess.start(folder.resolve("shard-" + shard), ports.get(shard), progress -> {}));
            }
            return shards;
        } catch (IOException e) {
            shards.close();
            throw new StackException("cannot keep the memory in " + folder + ": " + e.getMessage(), e);
        } catch (RuntimeException e) {
            shards.close();
            throw e;
        }
    }

    private static List<Integer> ports(Path folder) throws IOException {
        Path file = folder.resolve(PORTS);
        if (Files.exists(file)) {
            return Files.readAllLines(file).stream().map(Integer::parseInt).toList();
        }
        List<Integer> ports = new ArrayList<>();
        for (int shard = 0; shard < Routes.MEMORY_SHARDS; shard++) {
            int usual = USUAL_FIRST_PORT + shard;
            ports.add(FreePort.isFree(usual) ? usual : FreePort.find());
        }
        Files.createDirectories(folder);
        Files.write(file, ports.stream().map(port -> Integer.toString(port)).toList());
        return ports;
    }

    List<String> servers() {
        return servers.stream().map(RedisProcess::address).toList();
    }

    /** Which one is gone. */
    Optional<String> failure() {
        return servers.stream()
                .filter(server -> !server.isAlive())
                .findFirst()
                .map(server -> "the Redis server on " + server.address() + " is gone");
    }

    @Override
    public void close() {
        servers.forEach(RedisProcess::close);
    }
}
