package io.blackroad.infra.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.blackroad.infra.cli.World;
import io.blackroad.infra.stack.RedisBinary;
import io.blackroad.infra.stack.RedisProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator types them, against real servers; no broker runs. */
class MemoryCommandsIT {
    @TempDir
    Path folder;

    private final List<RedisProcess> servers = new ArrayList<>();
    private World world;

    @BeforeEach
    void start() {
        assumeThat(RedisBinary.find()).as(RedisBinary.missing()).isPresent();
        add();
        add();
    }

    @AfterEach
    void stop() {
        servers.forEach(RedisProcess::close);
    }

    private String add() {
        servers.add(RedisProcess.start(folder.resolve("redis-" + servers.size()), 0, line -> {}));
        return servers.get(servers.size() - 1).address();
    }

    private int run(String... arguments) {
        world = new World(folder)
                .with(
                        "BLACKROAD_MEMORY_SHARDS",
                        servers.get(0).address() + "," + servers.get(1).address())
                .with("BLACKROAD_REGISTRY_URL", "http://127.0.0.1:1/");
        return world.run(arguments);
    }

    @Test
    void remembersShowsAndForgets() {
        assertThat(run("memory", "set", "agent-1", "plan", "finish", "--ttl", "1h"))
                .isZero();
        // Without a registry nobody can be told, and people are told that instead.
        assertThat(world.err()).contains("nobody could be told").contains("up to 5 s");
        assertThat(run("memory", "get", "agent-1", "plan")).isZero();
        assertThat(world.out()).isEqualTo("finish\n");
        assertThat(run("memory", "get", "agent-1", "plan", "--json")).isZero();
        assertThat(world.out()).isEqualTo("{\"agent\":\"agent-1\",\"name\":\"plan\",\"value\":\"finish\"}\n");
        assertThat(run("memory", "delete", "agent-1", "plan", "other")).isZero();
        assertThat(world.err()).contains("plan is forgotten").contains("other was not remembered");
        assertThat(run("memory", "get", "agent-1", "plan")).isEqualTo(1);
        assertThat(world.err()).contains("agent agent-1 remembers nothing called plan");
        assertThat(run("memory", "get", "agent-1")).isEqualTo(1);
        assertThat(world.err()).contains("no state of agent agent-1 is kept");
    }

    @Test
    void movesKeysToMoreShardsAndShowsThem() {
        for (int agent = 0; agent < 30; agent++) {
            run("memory", "set", "agent-" + agent, "plan", "p" + agent);
        }
        String third = add();

        assertThat(run("memory", "migrate", "--add", third)).isZero();
        assertThat(world.err()).contains("from 2 to 3 shards").containsPattern("[1-9][0-9]* keys moved, layout 3");
        // Given again, it has nothing left to do.
        assertThat(run("memory", "migrate", "--add", third)).isZero();
        assertThat(world.err()).contains("0 keys moved, layout 3");
        assertThat(run("memory", "shards")).isZero();
        assertThat(world.out()).containsPattern("memory-2 +" + third + " +3 +[1-9]");
        for (int agent = 0; agent < 30; agent++) {
            run("memory", "get", "agent-" + agent, "plan");
            assertThat(world.out()).isEqualTo("p" + agent + "\n");
        }

        servers.get(1).kill();
        assertThat(run("memory", "shards", "--json")).isEqualTo(1);
        assertThat(world.out())
                .contains("\"down\":\"shard memory-1 at " + servers.get(1).address());
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("memory", "set", "agent-1", "plan", "x", "--ttl", "soon"))
                .isEqualTo(2);
        assertThat(world.err()).contains("'soon' is no duration, such as 90s or 2d");
        assertThat(run("memory", "set", "", "plan", "x")).isEqualTo(2);
        assertThat(world.err()).contains("an agent id has 1 to 512 bytes, not 0");
        assertThat(run("memory", "migrate", "--add", "nonsense")).isEqualTo(2);
        assertThat(world.err()).contains("'nonsense' is no host:port");
        assertThat(run("memory", "migrate", "--replace", "h:1=h:2")).isEqualTo(2);
        assertThat(world.err()).contains("no shard is at h:1");
        assertThat(run("memory", "migrate")).isEqualTo(2);
        assertThat(new World(folder).run("memory", "shards")).isEqualTo(1);
        World other = new World(folder);
        assertThat(other.run("memory", "shards", "--shards", "a:1,a:1")).isEqualTo(2);
        assertThat(other.err()).contains("a server is named twice");
    }
}
