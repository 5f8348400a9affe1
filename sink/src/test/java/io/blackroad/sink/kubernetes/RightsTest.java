package io.blackroad.sink.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.TargetId;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The role that is shipped allows what the adapter asks of the API, and nothing else. */
class RightsTest {
    private static final TargetId API = new TargetId("us-east", "api");
    private static final Pattern REQUEST =
            Pattern.compile("(\\w+) /apis?/(?:([a-z0-9.]+)/)?v\\w+/namespaces/fleet/(\\w+)(/[^?]+)?.*");
    private static final LeaseTimes TIMES =
            new LeaseTimes(Duration.ofSeconds(2), Duration.ofMillis(1_500), Duration.ofMillis(100));

    @Test
    void theRoleHasTheRightsThatAreUsed() throws IOException {
        try (MockCluster cluster = new MockCluster()) {
            assertThat(used(cluster)).isEqualTo(granted());
        }
    }

    /** A scale-in of each kind of workload, with pods to mark, and a lead that is renewed and given up. */
    private static Set<String> used(MockCluster cluster) {
        cluster.add(WorkloadKind.DEPLOYMENT, API, 2);
        cluster.add(WorkloadKind.STATEFUL_SET, new TargetId("us-east", "db"), 2);
        cluster.addPods("api", "api-a", "api-b");
        cluster.addPods("db", "db-0", "db-1");
        AgentStates idle = target -> Map.of(
                "api-a", new AgentActivity(1, 0, 0),
                "db-1", new AgentActivity(1, 0, 0));
        List<String> requests = cluster.noteRequests();
        try (LeaseLeadership leadership =
                new LeaseLeadership(cluster.client(), MockCluster.NAMESPACE, "controller", "one", TIMES)) {
            KubernetesTarget target = new KubernetesTarget(
                    cluster.client(),
                    MockCluster.NAMESPACE,
                    Map.of(),
                    new Departures(cluster.client(), MockCluster.NAMESPACE, idle, Departures.DRAIN, Clock.systemUTC()));
            target.survey().targets().forEach(id -> target.apply(down(id), target.observe(id)));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> leadership.isLeader()
                            && requests.stream().anyMatch(each -> each.startsWith("PATCH") && each.contains("leases")));
        }
        Set<String> used = new TreeSet<>();
        requests.forEach(request -> used.add(right(request)));
        return used;
    }

    private static String right(String request) {
        Matcher parts = REQUEST.matcher(request);
        assertThat(parts.matches()).as(request).isTrue();
        String group = parts.group(2) == null ? "" : parts.group(2);
        String verb =
                switch (parts.group(1)) {
                    case "GET" -> parts.group(4) == null ? "list" : "get";
                    case "POST" -> "create";
                    default -> parts.group(1).toLowerCase(Locale.ROOT);
                };
        return group + "/" + parts.group(3) + " " + verb;
    }

    private static Set<String> granted() throws IOException {
        Path file = Path.of(System.getProperty("blackroad.root", ".."), "infra/deploy/kubernetes/controller.yaml");
        Set<String> granted = new TreeSet<>();
        try (InputStream in = Files.newInputStream(file);
                var client = Clients.create(Optional.of("http://127.0.0.1:1"), Duration.ofSeconds(1))) {
            client.load(in).items().stream()
                    .filter(Role.class::isInstance)
                    .flatMap(role -> ((Role) role).getRules().stream())
                    .forEach(rule -> granted.addAll(rights(rule)));
        }
        return granted;
    }

    private static Set<String> rights(PolicyRule rule) {
        Set<String> rights = new TreeSet<>();
        for (String group : rule.getApiGroups()) {
            for (String resource : rule.getResources()) {
                rule.getVerbs().forEach(verb -> rights.add(group + "/" + resource + " " + verb));
            }
        }
        return rights;
    }

    private static Order down(TargetId id) {
        return new Order(
                id,
                1,
                id.region() + "." + id.service() + ".1",
                2,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                Duration.ZERO,
                "test",
                new Order.Position(0, 0));
    }
}
