package io.blackroad.infra.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Setting;
import io.blackroad.infra.cli.config.SettingsOptions;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every reading command takes: whom to ask, and in which form to print the answer. */
public final class ServerOptions {
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

    boolean json() {
        return json;
    }

    /** Prints the answer: as it came with {@code --json}, else by {@code forPeople}. */
    void print(JsonNode answer, Consumer<JsonNode> forPeople) {
        if (json) {
            surroundings.out().println(answer);
        } else {
            forPeople.accept(answer);
        }
        surroundings.out().flush();
    }
}
