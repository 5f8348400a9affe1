package io.blackroad.infra.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.config.Registries;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.query.ServerClient;
import io.blackroad.infra.cli.topic.ClusterTopics;
import io.blackroad.schema.FactSchemas;
import io.blackroad.schema.RegistryClient;
import io.blackroad.schema.SchemaRegistryException;
import io.blackroad.topic.Difference;
import io.blackroad.topic.Topic;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must run, and fit together. */
final class ClusterChecks {
    private static final String RUN_IT = "start everything with ./scale.sh up, or name the right one";

    private final Settings settings;
    private final ServerClient server;
    private final ClusterTopics topics;

    ClusterChecks(Settings settings, ServerClient server) {
        this.settings = settings;
        this.server = server;
        this.topics = new ClusterTopics(settings);
    }

    List<Check> all() {
        return List.of(
                new Check("broker", null, this::broker),
                new Check("topics", "broker", this::topics),
                new Check("registry", null, this::registry),
                new Check("schemas", "registry", this::schemas),
                new Check("streams", "broker", this::streams),
                new Check("balance", "streams", this::balance));
    }

    private Finding broker() {
        return topics.answers()
                ? Finding.ok(settings.bootstrapServers() + " answers")
                : Finding.wrong(settings.bootstrapServers() + " does not answer", RUN_IT + " with --bootstrap-servers");
    }

    private Finding topics() {
        List<Difference> differences = topics.diff();
        return differences.isEmpty()
                ? Finding.ok(Topics.all().size() + " as in the catalogue")
                : Finding.wrong(differences.toString(), "./scale.sh topics apply");
    }

    private Finding registry() {
        try {
            return Finding.ok(settings.registryUrl() + " answers, "
                    + registryClient().subjects().size() + " subjects");
        } catch (SchemaRegistryException e) {
            return Finding.wrong(e.getMessage(), RUN_IT + " with --registry-url");
        }
    }

    private Finding schemas() {
        RegistryClient registry = registryClient();
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Topic<?> topic : Topics.all()) {
            if (topic.type() != null) {
                checked++;
                List<String> reasons = registry.incompatibilities(topic.subject(), FactSchemas.of(topic.type()));
                if (!reasons.isEmpty()) {
                    wrong.add(topic.subject() + ": " + String.join("; ", reasons));
                }
            }
        }
        return wrong.isEmpty()
                ? Finding.ok(checked + " are compatible with what is registered")
                : Finding.wrong(
                        String.join(", ", wrong),
                        "this build is older or other than what wrote there: use the build that did, or new topic versions");
    }

    private Finding streams() {
        ServerClient.Answer ready = server.ask("/ready", Map.of());
        return ready.isOk()
                ? Finding.ok(settings.serverUrl() + " is ready")
                : Finding.wrong(ready.problem(), "wait until its state is restored; its log is in streams/streams.log");
    }

    private Finding balance() {
        JsonNode balance = server.get("/v1/balance", Map.of());
        return balance.path("balanced").asBoolean(false)
                ? Finding.ok("every fact is accounted for")
                : Finding.wrong("facts are unaccounted for", "look at ./scale.sh balance");
    }

    private RegistryClient registryClient() {
        return Registries.askingOnce(settings);
    }
}
