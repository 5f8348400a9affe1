package io.blackroad.producer.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds out, within a stated time, whether facts could be sent at all; a producer alone would wait in silence. */
final class BrokerCheck {
    private BrokerCheck() {}

    /** @throws AgentClientException if no broker answers or topics are missing */
    static void require(AgentClientConfig config) {
        int timeoutMillis = (int) config.limits().connectTimeout().toMillis();
        Map<String, Object> settings = ProducerSettings.common(config);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeoutMillis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
        try (Admin admin = Admin.create(settings)) {
            List<String> topics =
                    Stream.of(FactKind.values()).map(FactKind::topic).toList();
            requireAll(admin.describeTopics(topics).topicNameValues(), config);
        }
    }

    private static <D> void requireAll(Map<String, KafkaFuture<D>> answers, AgentClientConfig config) {
        List<String> missing = new ArrayList<>();
        Throwable cause = null;
        for (Map.Entry<String, KafkaFuture<D>> answer : answers.entrySet()) {
            try {
                answer.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw unreachable(config, e.getCause());
                }
                missing.add(answer.getKey());
                cause = e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unreachable(config, e);
            }
        }
        if (!missing.isEmpty()) {
            missing.sort(null);
            throw new AgentClientException(
                    "topics are missing at " + config.bootstrapServers() + ": " + String.join(", ", missing)
                            + "; create them with: ./scale.sh topics apply",
                    cause);
        }
    }

    private static AgentClientException unreachable(AgentClientConfig config, Throwable cause) {
        Duration timeout = config.limits().connectTimeout();
        return new AgentClientException(
                "no broker answers at " + config.bootstrapServers() + " within " + timeout.toMillis() + " ms ("
                        + cause.getMessage() + "); start one or correct bootstrapServers",
                cause);
    }
}
