package io.blackroad.infra.browser;

import io.blackroad.access.AccessHandler;
import io.blackroad.access.AccessSettings;
import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.control.Rule;
import io.blackroad.streams.query.Copies;
import io.blackroad.streams.query.Explainer;
import io.blackroad.streams.query.Holders;
import io.blackroad.streams.query.Instance;
import io.blackroad.streams.query.Keyspace;
import io.blackroad.streams.query.Owner;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.Peers;
import io.blackroad.streams.query.QueryConfig;
import io.blackroad.streams.query.QueryServer;
import io.blackroad.streams.query.QuerySources;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.Vitals;
import io.blackroad.streams.scaling.DecisionExplanation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The real server, alone, over a fleet in memory. */
final class ShownServer implements AutoCloseable {
    private final QueryServer server;

    /** @param port 0 for a free one */
    ShownServer(ShownFleet fleet, int port) {
        this(fleet, port, AccessSettings.none());
    }

    /** @param access who may ask */
    ShownServer(ShownFleet fleet, int port, AccessSettings access) {
        this.server = QueryServer.start(
                QueryConfig.local(port),
                new QuerySources(
                        fleet.state(),
                        Copies.none(),
                        new Alone(),
                        new Healthy(),
                        new Trusting(),
                        () -> "",
                        InstantSource.system()),
                new AccessHandler(access, new SimpleMeterRegistry()),
                Optional.empty());
    }

    URI url() {
        return server.url();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    private static final class Trusting implements Explainer {
        @Override
        public Explanation explain(ScaleDecided decision) {
            return new Explanation(true, List.of("cpu 86.6 % is above 80 %"), List.of());
        }

        @Override
        public Trial tryRule(Rule rule, ScaleDecided decision) {
            DecisionExplanation.Trial trial = DecisionExplanation.by(rule, decision);
            return new Trial(trial.decision(), trial.steps());
        }
    }

    private static final class Healthy implements Vitals {
        @Override
        public Optional<String> failure() {
            return Optional.empty();
        }

        @Override
        public List<String> missing() {
            return List.of();
        }
    }

    private static final class Alone implements Peers {
        @Override
        public Holders holdersOfAgent(String agentId) {
            return new Holders(new Partition(Keyspace.AGENT, 0), new Owner.Self(), List.of());
        }

        @Override
        public Holders holdersOfTarget(TargetKey target) {
            return new Holders(new Partition(Keyspace.TARGET, 0), new Owner.Self(), List.of());
        }

        @Override
        public List<Instance> others() {
            return List.of();
        }

        @Override
        public Set<Partition> partitions(Keyspace keyspace) {
            return Set.of(new Partition(keyspace, 0));
        }
    }
}
