package io.blackroad.infra.cli.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code config}: a group with one member, so that others can join it. */
@Command(
        name = "config",
        header = "Settings.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example: ./scale.sh config show"})
public final class ConfigCommand {

    /** {@code config show}. */
    @Command(
            name = "show",
            header = "Every setting that holds, and where it comes from; secrets as ***.",
            description = {
                "Settings come from blackroad.properties, then from BLACKROAD_* variables, then from flags; later ones win."
            },
            footer = {"", "Example: ./scale.sh config show --config production.properties"})
    public static final class Show implements Callable<Integer> {
        @Mixin
        private final SettingsOptions settings;

        @Option(names = "--json", description = "Print the answer as JSON.")
        private boolean json;

        private final Surroundings surroundings;

        public Show(Surroundings surroundings) {
            this.surroundings = surroundings;
            this.settings = new SettingsOptions(surroundings);
        }

        @Override
        public Integer call() {
            EffectiveSettings effective = settings.effective(new Flags());
            Settings.from(effective);
            ObjectNode all = new ObjectMapper().createObjectNode();
            effective.all().forEach((key, value) -> {
                String shown = Setting.shown(key, value.text());
                all.putObject(key).put("value", shown).put("source", value.source());
                if (!json) {
                    surroundings
                            .out()
                            .println(String.format(Locale.ROOT, "%-20s = %-40s  # %s", key, shown, value.source()));
                }
            });
            if (json) {
                surroundings.out().println(all);
            }
            return ExitCode.DONE;
        }
    }
}
