package io.blackroad.infra.cli.rule;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.schema.control.Rule;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rules pause}. */
@Command(
        name = "pause",
        header = "Holds every change of a rule's targets, or those of one direction, until it is resumed.",
        footer = {"", "Example: ./scale.sh rules pause worker --down"})
public final class RulesPauseCommand implements Callable<Integer> {
    @Parameters(arity = "1", paramLabel = "ID", description = "A service, or region/service.")
    private String id;

    @Option(names = "--up", description = "Only scale-ups.")
    private boolean up;

    @Option(names = "--down", description = "Only scale-downs.")
    private boolean down;

    @Option(names = "--resume", description = "The other way: let them go on.")
    private boolean resume;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public RulesPauseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        LiveRules live = new LiveRules(cluster.settings(new Flags()));
        Rule rule = Rule.newBuilder(LiveRules.one(live.read(), id)).build();
        if (up || !down) {
            rule.setPauseUp(!resume);
        }
        if (down || !up) {
            rule.setPauseDown(!resume);
        }
        boolean changed = !live.write(List.of(rule)).isEmpty();
        surroundings
                .err()
                .println(id + ": scale-ups " + state(rule.getPauseUp()) + ", scale-downs " + state(rule.getPauseDown())
                        + (changed ? "" : ", as before"));
        return ExitCode.DONE;
    }

    private static String state(boolean paused) {
        return paused ? "paused" : "free";
    }
}
