package io.blackroad.infra.cli.usage;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.config.SettingsException;
import io.blackroad.infra.cli.terminal.Paint;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Failures that were foreseen print their message; anything else is a defect and prints its trace. */
public final class Failures implements IExecutionExceptionHandler {
    private final String prefix;

    public Failures(Paint paint) {
        this.prefix = paint.bad("scale.sh:") + " ";
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof SettingsException settings) {
            settings.errors().forEach(error -> err.println(prefix + error));
            err.flush();
            return ExitCode.WRONG_USAGE;
        }
        if (failure instanceof CommandFailure) {
            err.println(prefix + failure.getMessage());
        } else {
            err.println(prefix + "a defect in '" + command.getCommandName() + "', please report it with these lines");
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }
}
