package io.blackroad.infra.fuzz;

import io.blackroad.infra.cli.CommandTree;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The command line, an argument a line. It is understood or what is wrong is told; nothing is done. */
public final class CommandLineFuzz implements Target {
    private static final CommandLine COMMANDS = CommandTree.of(new Surroundings(
            Map.of(),
            Path.of("").toAbsolutePath(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            Terminal.NONE,
            Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC),
            ZoneOffset.UTC,
            duration -> false));

    @Override
    public boolean takes(byte[] input) {
        String[] arguments = new String(input, StandardCharsets.UTF_8).split("\n");
        try {
            COMMANDS.parseArgs(arguments);
            return true;
        } catch (ParameterException e) {
            tell(e, arguments);
            return false;
        }
    }

    private static void tell(ParameterException wrong, String[] arguments) {
        StringWriter told = new StringWriter();
        wrong.getCommandLine().setErr(new PrintWriter(told));
        int code = ExitCode.WRONG_USAGE;
        try {
            code = COMMANDS.getParameterExceptionHandler().handleParseException(wrong, arguments);
        } catch (Exception e) {
            throw new AssertionError("a wrong command line cannot be told", e);
        }
        if (code != ExitCode.WRONG_USAGE || told.toString().isBlank()) {
            throw new AssertionError("ended with " + code + ": " + told);
        }
    }
}
