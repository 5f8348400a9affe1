package io.blackroad.infra.cli.up;

import io.blackroad.connect.ControlTables;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.embedded.EmbeddedPart;
import io.blackroad.infra.cli.embedded.Moment;
import io.blackroad.infra.cli.trace.TraceSource;
import io.blackroad.schema.control.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What {@code up} is to start, checked before anything starts.
 *
 * @param settings ports, sizes and files
 * @param folder data folder, absolute
 * @param control rules, targets, workers and prices
 * @param parts embedded parts that run
 * @param trace what drives the fleet; empty for the built-in workload
 */
record UpPlan(
        Settings settings, Path folder, ControlTables control, List<EmbeddedPart> parts, Optional<TraceSource> trace) {
    /** Broker, registry, topics, control tables, streams and fleet. */
    private static final int STEPS = 6;

    /**
     * Looks at the trace, so that a wrong one is told before everything has started.
     *
     * @throws CommandFailure if it cannot be read, is of another format or is for a service that nothing runs
     */
    void checkTrace() {
        trace.ifPresent(source -> {
            source.check();
            Set<String> services =
                    control.targets().stream().map(Target::getService).collect(Collectors.toCollection(TreeSet::new));
            if (!services.contains(source.service())) {
                throw new CommandFailure("the control tables have no service " + source.service() + ": name one of "
                        + services + " with --service");
            }
        });
    }

    /** The same with other settings. */
    UpPlan with(Settings other) {
        return new UpPlan(other, folder, control, parts, trace);
    }

    /** Whether the streams part takes facts over HTTP, too. */
    boolean hasGateway() {
        return parts.stream().anyMatch(part -> part.name().equals(GatewayPart.NAME));
    }

    /** Every target, as region/service. */
    Set<String> targets() {
        return control.targets().stream().map(Target::getId).collect(Collectors.toSet());
    }

    /** True if an embedded part runs. */
    boolean has(String part) {
        return parts.stream().anyMatch(each -> each.name().equals(part));
    }

    /** Steps until it runs: those of {@link Up} itself and those of the parts that it waits for. */
    int stepsBeforeItRuns() {
        long embedded = parts.stream()
                .filter(part -> part.moment() == Moment.WITH_SERVERS)
                .count();
        return STEPS + (int) embedded;
    }

    URI serverUrl() {
        return URI.create("http://" + settings.httpHost() + ":" + settings.httpPort());
    }

    Path folderOf(String part) {
        return folder.resolve(part);
    }
}
