package io.blackroad.infra.system.part;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** What stores are restored from, and its compaction, which otherwise comes when nobody looks. */
public final class Changelogs {
    private static final String SUFFIX = "-changelog";

    private final String bootstrapServers;
    private long before;

    public Changelogs(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** From now on segments are closed after a moment, by whoever writes, and compacted soon after. */
    public void compactSoon() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            for (String topic : get(admin.listTopics().names())) {
                if (topic.endsWith(SUFFIX)) {
                    changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), eager());
                }
            }
            get(admin.incrementalAlterConfigs(changes).all());
        }
    }

    private static List<AlterConfigOp> eager() {
        List<AlterConfigOp> eager = new ArrayList<>();
        Map.of("segment.ms", "500", "min.cleanable.dirty.ratio", "0.001", "min.compaction.lag.ms", "0")
                .forEach((key, value) ->
                        eager.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
        return eager;
    }

    /** Remembers how large they are. */
    public void measure() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            before = bytes(admin);
        }
    }

    /** Whether something of them has gone since they were measured. */
    public boolean isCompacted() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return bytes(admin) < before;
        }
    }

    private static long bytes(Admin admin) {
        DescribeLogDirsResult folders = admin.describeLogDirs(List.of(1));
        return get(folders.allDescriptions()).values().stream()
                .flatMap(folder -> folder.values().stream())
                .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                .filter(replica -> replica.getKey().topic().endsWith(SUFFIX))
                .mapToLong(replica -> replica.getValue().size())
                .sum();
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refuses", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
