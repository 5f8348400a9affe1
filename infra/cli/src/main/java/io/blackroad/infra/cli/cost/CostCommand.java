package io.blackroad.infra.cli.cost;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.query.ServerOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cost}. */
@Command(
        name = "cost",
        header = "What the fleet costs, where the month is heading, and what its budgets say.",
        footer = {"", "Example: ./scale.sh cost --by region --window 24h"})
public final class CostCommand implements Callable<Integer> {
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,3})([hd])");

    @Spec
    private CommandSpec command;

    @Mixin
    private final ServerOptions server;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "service",
            description = "service, region, provider, item, agent, hour or kind (default: service).")
    private String by;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "By agent: name so many of the dearest, up to 1000; the others are one line (default: 20).")
    private Integer top;

    @Option(
            names = "--window",
            paramLabel = "W",
            defaultValue = "month",
            description = "month, or how far back: 1h to 90d (default: month).")
    private String window;

    public CostCommand(Surroundings surroundings) {
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("by", by);
        asked.put("window", duration());
        if (top != null) {
            asked.put("limit", top.toString());
        }
        server.print(server.client().get("/v1/cost", asked), CostPage::lines);
        return ExitCode.DONE;
    }

    /** As the server takes it. */
    private String duration() {
        if (window.equals("month")) {
            return window;
        }
        Matcher written = WINDOW.matcher(window);
        if (!written.matches()) {
            throw new ParameterException(
                    command.commandLine(), "--window '" + window + "' is no window: write month, 24h or 7d");
        }
        return written.group(2).equals("h") ? "PT" + written.group(1) + "H" : "P" + written.group(1) + "D";
    }
}
