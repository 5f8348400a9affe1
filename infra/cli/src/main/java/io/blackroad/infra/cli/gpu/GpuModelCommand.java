package io.blackroad.infra.cli.gpu;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.gpu.model.KnownModels;
import io.blackroad.gpu.model.ModelNumbers;
import io.blackroad.gpu.model.NodeKind;
import io.blackroad.gpu.model.Serving;
import io.blackroad.gpu.model.Sharding;
import io.blackroad.gpu.model.Shardings;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.words.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gpu model}. */
@Command(
        name = "model",
        header =
                "How a model is spread over cards, and what its engine is to be told. Exit code 1 when it does not fit.",
        description = "Without a MODEL: the models that are known.",
        footer = {
            "",
            "Example: ./scale.sh gpu model llama-3.1-70b --sequences 16 --tokens 8192 --nodes 4x8xH100:80:4.50"
        })
public final class GpuModelCommand implements Callable<Integer> {
    private static final List<NodeKind> GUIDE = List.of(new NodeKind("H100", 8, 80_000_000_000L, 1, 4_500_000_000L));

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", arity = "0..1", paramLabel = "MODEL", description = "Short name or repository.")
    private String model;

    @Option(
            names = "--sequences",
            paramLabel = "N",
            defaultValue = "16",
            description = "Sequences at the same time (default: 16).")
    private int sequences;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "4096",
            description = "Longest sequence, prompt and answer (default: 4096).")
    private int tokens;

    @Option(names = "--weight-bytes", paramLabel = "1|2|4", description = "Bytes a weight (default: the model's own).")
    private Integer weightBytes;

    @Option(
            names = "--kv-bytes",
            paramLabel = "1|2",
            defaultValue = "2",
            description = "Bytes of a number in the KV cache (default: 2).")
    private int kvBytes;

    @Option(
            names = "--nodes",
            paramLabel = "KIND",
            converter = KindOption.class,
            description = {
                "Nodes there are, NODESxCARDSxMODEL:GB[:DOLLARS], once for each kind; dollars a card and hour",
                "(default: one of the guide's, 1x8xH100:80:4.50)."
            })
    private List<NodeKind> kinds = List.of();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    private final Surroundings surroundings;

    public GpuModelCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (model == null) {
            list();
            return ExitCode.DONE;
        }
        Sharding sharding = sharding();
        if (json) {
            surroundings.out().println(asJson(sharding));
        } else {
            print(sharding);
        }
        return sharding instanceof Sharding.Plan ? ExitCode.DONE : ExitCode.FAILED;
    }

    private Sharding sharding() {
        ModelNumbers known = KnownModels.find(model)
                .orElseThrow(() -> new CommandFailure("model '" + model + "' is not known"
                        + Nearest.to(model, KnownModels.all().keySet())
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; ./scale.sh gpu model lists those that are")));
        try {
            ModelNumbers numbers = weightBytes == null ? known : known.withBytesPerWeight(weightBytes);
            Serving serving = new Serving(sequences, tokens, kvBytes, Serving.MEMORY_PERCENT);
            return Shardings.of(numbers, serving, kinds.isEmpty() ? GUIDE : kinds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    private void print(Sharding sharding) {
        surroundings.out().println(sharding.reason());
        if (sharding instanceof Sharding.Plan plan) {
            surroundings.out().println("vllm serve " + String.join(" ", plan.arguments()));
        } else if (sharding instanceof Sharding.Refusal refusal) {
            surroundings.out().println(refusal.alternatives().isEmpty() ? "nothing near it would fit" : "would fit:");
            refusal.alternatives().forEach(each -> surroundings.out().println("  " + each));
        }
        surroundings.out().flush();
    }

    private static ObjectNode asJson(Sharding sharding) {
        ObjectNode answer = new ObjectMapper().valueToTree(sharding);
        return answer.put("fits", sharding instanceof Sharding.Plan);
    }

    private void list() {
        if (json) {
            surroundings
                    .out()
                    .println(new ObjectMapper()
                            .<com.fasterxml.jackson.databind.JsonNode>valueToTree(
                                    KnownModels.all().values()));
            return;
        }
        row("model", "parameters", "layers", "heads", "KV heads", "context", "repository");
        for (ModelNumbers each : KnownModels.all().values()) {
            row(
                    each.id(),
                    each.parameters(),
                    each.layers(),
                    each.attentionHeads(),
                    each.kvHeads(),
                    each.context(),
                    each.repository());
        }
    }

    private void row(Object... cells) {
        surroundings.out().println(String.format(Locale.ROOT, "%-18s %13s %6s %6s %8s %8s  %s", cells));
    }
}
