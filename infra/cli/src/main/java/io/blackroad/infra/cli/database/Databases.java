package io.blackroad.infra.cli.database;

import io.blackroad.connect.ControlFile;
import io.blackroad.connect.ControlFileException;
import io.blackroad.connect.ControlTables;
import io.blackroad.connect.database.ControlDatabase;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.config.RuleCheck;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.infra.cli.config.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Control databases as the settings name them. */
public final class Databases {
    private Databases() {}

    /**
     * The control database.
     *
     * @throws CommandFailure if there is none
     */
    public static ControlDatabase of(Settings settings) {
        if (!settings.hasDatabase()) {
            throw new CommandFailure("no control database runs here: start one with ./scale.sh up, or name one with"
                    + " --database-url jdbc:postgresql://HOST:5432/NAME");
        }
        return new ControlDatabase(settings.databaseUrl(), settings.databaseUser(), settings.databasePassword());
    }

    /**
     * Control tables of a file, or the built-in ones.
     *
     * @throws SettingsException if the file is wrong; it lists every error
     */
    public static ControlTables tables(Optional<Path> file) {
        try {
            ControlTables tables = file.map(ControlFile::read).orElseGet(ControlFile::defaults);
            RuleCheck.check(file.map(Path::toString).orElse("control.yaml"), tables.rules());
            return tables;
        } catch (ControlFileException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }
}
