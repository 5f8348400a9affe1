package io.blackroad.infra.cli.gpu;

import picocli.CommandLine.Command;

/** {@code gpu}. */
@Command(
        name = "gpu",
        header = "GPUs: how requests pack, and what a model needs.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example: ./scale.sh gpu model llama-3.1-70b --sequences 16 --tokens 8192 --nodes 4x8xH100:80:4.50"
        })
public final class GpuCommand {}
