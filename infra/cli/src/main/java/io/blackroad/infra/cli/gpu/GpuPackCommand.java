package io.blackroad.infra.cli.gpu;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.gpu.GpuNode;
import io.blackroad.gpu.GpuShape;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.terminal.Progress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gpu pack}. */
@Command(
        name = "pack",
        header = "How full a pool gets when recorded requests are packed, beside other packers. Asks no server.",
        description = {
            "The files are those of Alibaba's cluster-trace-gpu-v2023: nodes with sn, cpu_milli, memory_mib, gpu, model;",
            "pods with cpu_milli, memory_mib, num_gpu, gpu_milli, gpu_spec."
        },
        footer = {
            "",
            "Example: ./scale.sh gpu pack --nodes openb_node_list_gpu_node.csv --pods openb_pod_list_default.csv"
        })
public final class GpuPackCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Option(names = "--nodes", paramLabel = "FILE", required = true, description = "Nodes of the pool, CSV.")
    private Path nodes;

    @Option(names = "--pods", paramLabel = "FILE", required = true, description = "Requests, CSV.")
    private Path pods;

    @Option(
            names = "--load",
            paramLabel = "PERCENT",
            defaultValue = "130",
            description = "GPU asked for against what there is (default: 130).")
    private int load;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Orders of arrival to try (default: 10).")
    private int seeds;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Surroundings surroundings;

    public GpuPackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (load < 1 || load > 1_000 || seeds < 1 || seeds > 1_000) {
            throw new ParameterException(command.commandLine(), "--load and --seeds must be 1 to 1000");
        }
        List<GpuNode> pool = OpenbFiles.nodes(surroundings.workingDirectory().resolve(nodes));
        List<GpuShape> requests =
                OpenbFiles.pods(surroundings.workingDirectory().resolve(pods));
        PackTrial trial = new PackTrial(pool, requests, load, seeds);
        if (trial.capacity() == 0 || requests.stream().noneMatch(shape -> shape.cards() > 0)) {
            throw new CommandFailure("there is no GPU in " + nodes + " or nobody asks for one in " + pods);
        }
        surroundings
                .err()
                .println(pool.size() + " nodes with " + trial.capacity() / 1_000 + " cards, " + requests.size()
                        + " requests, arrivals until " + load + " % is asked for, " + seeds + " orders");
        surroundings.err().flush();
        List<PackTrial.Result> results;
        try (Progress progress = surroundings.progress()) {
            results = trial.run(progress);
        }
        if (json) {
            surroundings.out().println(asJson(results));
            return ExitCode.DONE;
        }
        print("allocated of all GPU", "mean %", "lowest", "highest");
        for (PackTrial.Result result : results) {
            print(
                    result.name(),
                    two(result.mean()),
                    two(Arrays.stream(result.percents()).min().orElse(0)),
                    two(Arrays.stream(result.percents()).max().orElse(0)));
        }
        return ExitCode.DONE;
    }

    private void print(Object... cells) {
        surroundings.out().println(String.format(Locale.ROOT, "%-34s %8s %8s %8s", cells));
    }

    private static String two(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }

    private static ArrayNode asJson(List<PackTrial.Result> results) {
        ArrayNode array = new ObjectMapper().createArrayNode();
        for (PackTrial.Result result : results) {
            ObjectNode row = array.addObject().put("packer", result.name()).put("meanPercent", result.mean());
            ArrayNode percents = row.putArray("percents");
            Arrays.stream(result.percents()).forEach(percents::add);
        }
        return array;
    }
}
