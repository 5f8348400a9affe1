package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.SettingsOptions;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every reading command takes: whom to ask, and in which form to print the answer. */
public final class ServerOptions {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "HTTP interface to ask (default: that of the running stack, else http://127.0.0.1:8000).")
    private String server;

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
        return new ServerClient(settings.settings(new Flags().with(Setting.SERVER_URL, server, "--server"))
                .serverUrl());
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
        if (json) {
            surroundings.out().println(answer);
        } else {
            page.apply(answer).stream().map(ServerOptions::harmless).forEach(surroundings.out()::println);
        }
        surroundings.out().flush();
    }

    /** Names come from agents; one that holds control characters must not steer a terminal. */
    private static String harmless(String line) {
        return UNSEEN.matcher(line).replaceAll("\uFFFD");
    }
}
