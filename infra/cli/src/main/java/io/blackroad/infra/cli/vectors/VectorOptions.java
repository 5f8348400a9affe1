package io.blackroad.infra.cli.vectors;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.config.VectorSettings;
import io.blackroad.sink.vector.AgentVectors;
import io.blackroad.sink.vector.PineconeConfig;
import io.blackroad.sink.vector.PineconeIndex;
import io.blackroad.sink.vector.VectorException;
import java.net.URI;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command takes that talks to an index of vectors. */
public final class VectorOptions {
    /** Where Pinecone's own clients look for the key. */
    private static final String PINECONE_KEY = "PINECONE_API_KEY";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "Host of a Pinecone index, whose key is in the environment as PINECONE_API_KEY, or a server of "
                        + "'sink vectors' (default: that of the running stack)."
            })
    private String url;

    @Option(names = "--dimensions", paramLabel = "N", description = "Numbers of a vector (default: 384).")
    private String dimensions;

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public VectorOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    /** Does something with the vectors and closes them; what goes wrong is told in a sentence. */
    <T> T with(Function<AgentVectors, T> work) {
        VectorSettings vectors = settings.settings(new Flags()
                        .with(Setting.VECTORS_URL, url, "--url")
                        .with(Setting.VECTORS_DIMENSIONS, dimensions, "--dimensions"))
                .vectors();
        URI host = vectors.url()
                .orElseThrow(
                        () -> new CommandFailure("no index of vectors is known: start one with ./scale.sh up, or name "
                                + "one with --url URL or the setting vectors.url"));
        String key =
                vectors.token().isEmpty() ? surroundings.environment().getOrDefault(PINECONE_KEY, "") : vectors.token();
        try (AgentVectors agents =
                new AgentVectors(new PineconeIndex(PineconeConfig.of(host, key, vectors.dimensions())))) {
            return work.apply(agents);
        } catch (VectorException e) {
            throw new CommandFailure(e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
