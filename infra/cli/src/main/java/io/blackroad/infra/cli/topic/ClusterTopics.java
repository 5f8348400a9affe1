package io.blackroad.infra.cli.topic;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.topic.Difference;
import io.blackroad.topic.TopicAdmin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;

/** One cluster's topics. Every call opens a connection of its own: commands live for one call. */
public final class ClusterTopics {
    private static final Duration WORK = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofSeconds(4);

    private final Settings settings;

    public ClusterTopics(Settings settings) {
        this.settings = settings;
    }

    /**
     * Where the cluster differs from the catalogue.
     *
     * @throws CommandFailure if the cluster does not answer or refuses
     */
    public List<Difference> diff() {
        return call(TopicAdmin::diff);
    }

    /**
     * Makes the cluster like the catalogue.
     *
     * @return what was changed
     * @throws CommandFailure if the cluster does not answer or refuses
     */
    public List<Difference> apply() {
        return call(TopicAdmin::apply);
    }

    /** Whether a broker answers at all, within a few seconds. */
    public boolean answers() {
        try (Admin admin = admin(ANSWER)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException | KafkaException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Grants what the list says; what was granted before stays.
     *
     * @throws CommandFailure if the cluster does not answer or refuses
     */
    void grant(List<AclBinding> bindings) {
        try (Admin admin = admin(WORK)) {
            admin.createAcls(bindings).all().get();
        } catch (ExecutionException | KafkaException e) {
            String why = e instanceof ExecutionException ? e.getCause().getMessage() : e.getMessage();
            throw new CommandFailure(
                    "Kafka at " + settings.bootstrapServers() + " grants nothing (" + why
                            + "): it needs an authorizer, and whoever --kafka-config names needs Alter on the cluster",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while granting", e);
        }
    }

    private List<Difference> call(Function<TopicAdmin, List<Difference>> work) {
        try (Admin admin = admin(WORK)) {
            return work.apply(new TopicAdmin(admin, settings.partitions()));
        } catch (KafkaException e) {
            throw new CommandFailure(
                    "Kafka at " + settings.bootstrapServers() + " does not answer or refuses (" + e.getMessage()
                            + "): start it with ./scale.sh up, or name another with --bootstrap-servers",
                    e);
        }
    }

    private Admin admin(Duration patience) {
        return Admin.create(new HashMap<>(AskingClient.of(settings, patience)));
    }
}
