package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.AskedOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.SettingsOptions;
import io.blackroad.infra.cli.terminal.Paint;
import io.blackroad.infra.cli.terminal.Terminal;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every reading command takes: whom to ask, and in which form to print the answer. */
public final class ServerOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private final AskedOptions asked = new AskedOptions();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin
    private final SettingsOptions settings;

    private final Surroundings surroundings;

    public ServerOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.settings = new SettingsOptions(surroundings);
    }

    /** A client of the server that was named. */
    public ServerClient client() {
        return ServerClient.of(settings.settings(asked.addedTo(new Flags())));
    }

    /**
     * An id as it was typed.
     *
     * @throws ParameterException if it is empty, which would ask for the list of all of them
     */
    public String id(String typed) {
        if (typed.isBlank()) {
            throw new ParameterException(command.commandLine(), "the id is empty");
        }
        return typed;
    }

    boolean json() {
        return json;
    }

    /** Prints the answer: as it came with {@code --json}, else as the lines of {@code page}. */
    public void print(JsonNode answer, Function<JsonNode, List<String>> page) {
        print(answer, page, (line, paint) -> line);
    }

    /** Prints the answer, its lines in colour where a person reads them. */
    void print(JsonNode answer, Function<JsonNode, List<String>> page, BiFunction<String, Paint, String> colour) {
        if (json) {
            surroundings.out().println(answer);
        } else {
            Paint paint = surroundings.terminal().outPaint();
            page.apply(answer)
                    .forEach(line -> surroundings.out().println(colour.apply(Terminal.harmless(line), paint)));
        }
        surroundings.out().flush();
    }
}
