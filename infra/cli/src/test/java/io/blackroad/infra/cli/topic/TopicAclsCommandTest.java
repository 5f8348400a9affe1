package io.blackroad.infra.cli.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.World;
import io.blackroad.schema.InMemoryRegistry;
import io.blackroad.sink.controller.ControllerConfig;
import io.blackroad.sink.database.DatabaseConfig;
import io.blackroad.sink.jdbc.JdbcSinkConfig;
import io.blackroad.sink.memory.KafkaSettings;
import io.blackroad.sink.memory.state.MemorySinkConfig;
import io.blackroad.topic.Grants;
import io.blackroad.topic.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicAclsCommandTest {
    @TempDir
    Path folder;

    @Test
    void printsTheCommandsOfKafkasOwnTool() {
        World world = new World(folder);
        assertThat(world.run("topics", "acls", "controller", "--bootstrap-servers", "kafka:9093"))
                .isZero();
        assertThat(world.out().lines())
                .allSatisfy(line -> assertThat(line)
                        .startsWith(
                                "kafka-acls.sh --bootstrap-server kafka:9093 --command-config admin.properties --add "
                                        + "--allow-principal 'User:controller' --operation "))
                .anySatisfy(line -> assertThat(line)
                        .endsWith("--operation Read --resource-pattern-type prefixed --group 'controller-'"))
                .anySatisfy(line -> assertThat(line)
                        .endsWith("--operation Read --operation Write --resource-pattern-type literal --topic "
                                + "'fleet.service.scale-applied.v1'"));
    }

    @Test
    void aPartOrAPrincipalThatIsNoneIsWrongUsage() {
        World part = new World(folder);
        assertThat(part.run("topics", "acls", "agent")).isEqualTo(2);
        assertThat(part.err()).contains("streams, gateway, controller");
        World principal = new World(folder);
        assertThat(principal.run("topics", "acls", "reader", "--principal", "ada"))
                .isEqualTo(2);
        assertThat(principal.err()).contains("User:gateway");
    }

    @Test
    void groupsAreThoseThatThePartsUse() {
        InMemoryRegistry registry = new InMemoryRegistry();
        Map<Part, String> used = Map.of(
                Part.CONTROLLER,
                        ControllerConfig.of("b:1", registry, "kubernetes").group(),
                Part.HISTORY,
                        JdbcSinkConfig.of("b:1", registry, DatabaseConfig.of("jdbc:postgresql://d/x", "u", "p"))
                                .group(),
                Part.MEMORY,
                        MemorySinkConfig.of(new KafkaSettings("b:1", Map.of()), "memory-0")
                                .group());
        used.forEach((part, group) -> assertThat(granted(part)).anyMatch(group::startsWith));
    }

    private static List<String> granted(Part part) {
        return Grants.of(part, "User:x", "app").stream()
                .filter(binding -> binding.pattern().resourceType() == ResourceType.GROUP)
                .map(binding -> binding.pattern().name())
                .toList();
    }
}
