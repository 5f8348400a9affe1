package io.blackroad.infra.cli.usage;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.terminal.Paint;
import io.blackroad.words.Nearest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in two lines what is wrong with a command line and what to type instead. */
public final class WrongUsage implements IParameterExceptionHandler {
    private final String prefix;

    public WrongUsage(Paint paint) {
        this.prefix = paint.bad("scale.sh:") + " ";
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(prefix + whatIsWrong(wrong));
        err.println("type " + whatToType(command));
        err.flush();
        return ExitCode.WRONG_USAGE;
    }

    private static String whatIsWrong(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            String first = unmatched.getUnmatched().get(0);
            String named = name(wrong.getCommandLine().getCommandSpec(), first);
            return named
                    + nearest(wrong.getCommandLine().getCommandSpec(), first)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("");
        }
        String message = wrong.getMessage()
                .replaceFirst("is not an (int|long)$", "is no whole number in range")
                .replaceFirst("is not a double$", "is no number");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String name(CommandSpec command, String argument) {
        if (argument.startsWith("-")) {
            return "'" + command.name() + "' has no option " + argument;
        }
        return command.subcommands().isEmpty()
                ? "'" + command.name() + "' does not expect '" + argument + "'"
                : "there is no command '" + argument + "'";
    }

    private static Optional<String> nearest(CommandSpec command, String argument) {
        if (argument.startsWith("-")) {
            List<String> options = command.options().stream()
                    .flatMap(option -> List.of(option.names()).stream())
                    .toList();
            int equals = argument.indexOf('=');
            return Nearest.to(equals < 0 ? argument : argument.substring(0, equals), options);
        }
        return Nearest.to(argument, command.subcommands().keySet());
    }

    private static String whatToType(CommandLine command) {
        if (!command.getSubcommands().isEmpty()) {
            return "./" + command.getCommandSpec().qualifiedName() + " --help for the commands: "
                    + String.join(", ", command.getSubcommands().keySet());
        }
        String example = Examples.of(command.getCommandSpec())
                .map(text -> text + ", or ")
                .orElse("");
        return example + "./" + command.getCommandSpec().qualifiedName() + " --help";
    }
}
