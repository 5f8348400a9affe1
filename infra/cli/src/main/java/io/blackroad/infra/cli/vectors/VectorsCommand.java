package io.blackroad.infra.cli.vectors;

import picocli.CommandLine.Command;

/** {@code vectors}. */
@Command(
        name = "vectors",
        header = "What agents know by likeness: vectors in the embedded index or at Pinecone.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh vectors stats"})
public final class VectorsCommand {}
