package io.blackroad.infra.cli.up;

import io.blackroad.connect.ControlFile;
import io.blackroad.connect.ControlFileException;
import io.blackroad.connect.ControlTables;
import io.blackroad.infra.cli.config.RuleCheck;
import io.blackroad.infra.cli.config.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Control tables as the command line names them. */
final class ControlTablesSource {
    private ControlTablesSource() {}

    /**
     * Those of the file, or the built-in ones.
     *
     * @throws SettingsException if the file is wrong; it lists every error
     */
    static ControlTables read(Optional<Path> file) {
        try {
            ControlTables tables = file.map(ControlFile::read).orElseGet(ControlFile::defaults);
            RuleCheck.check(file.map(Path::toString).orElse("control.yaml"), tables.rules());
            return tables;
        } catch (ControlFileException e) {
            throw new SettingsException(List.of(e.getMessage()));
        }
    }
}
