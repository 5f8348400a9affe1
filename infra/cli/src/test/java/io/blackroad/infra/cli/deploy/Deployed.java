package io.blackroad.infra.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.infra.cli.CommandTree;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Setting;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What every file that deploys the parts must keep to. */
final class Deployed {
    static final Path FOLDER = Path.of(System.getProperty("blackroad.root", "../.."), "infra/deploy");

    /** Read by scale.sh. */
    private static final String OF_THE_SCRIPT = "BLACKROAD_JAVA_OPTS";

    private static final Set<String> SETTINGS =
            Arrays.stream(Setting.values()).map(Setting::variable).collect(Collectors.toSet());

    private Deployed() {}

    /** The words are a command of ours with options that it has. */
    static void parses(List<String> words) {
        assertThat(words).isNotEmpty();
        CommandTree.of(Surroundings.ofProcess()).parseArgs(words.toArray(String[]::new));
    }

    /** Variables that are ours are settings that exist. */
    static void areSettings(Collection<String> variables) {
        assertThat(variables)
                .filteredOn(name -> name.startsWith("BLACKROAD_"))
                .allSatisfy(name -> assertThat(SETTINGS.contains(name)
                                || name.startsWith("BLACKROAD_KAFKA_")
                                || name.equals(OF_THE_SCRIPT))
                        .as(name)
                        .isTrue());
    }
}
