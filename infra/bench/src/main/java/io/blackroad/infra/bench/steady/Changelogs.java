package io.blackroad.infra.bench.steady;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How much lies in the changelogs of an application. */
final class Changelogs {
    private static final String SUFFIX = "-changelog";

    private Changelogs() {}

    /** Records and transaction markers that a restore of every store reads. */
    static long records(String bootstrapServers, String application) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> first = new HashMap<>();
            Map<TopicPartition, OffsetSpec> last = new HashMap<>();
            var names = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(application) && name.endsWith(SUFFIX))
                    .toList();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) -> topic.partitions().forEach(partition -> {
                        first.put(new TopicPartition(name, partition.partition()), OffsetSpec.earliest());
                        last.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest());
                    }));
            return sum(admin, last) - sum(admin, first);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell offsets: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for offsets", e);
        }
    }

    private static long sum(Admin admin, Map<TopicPartition, OffsetSpec> offsets)
            throws ExecutionException, InterruptedException {
        return admin.listOffsets(offsets).all().get().values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }
}
