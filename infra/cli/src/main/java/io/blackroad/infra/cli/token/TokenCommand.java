package io.blackroad.infra.cli.token;

import io.blackroad.access.Role;
import io.blackroad.access.Secrets;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code token}. */
@Command(
        name = "token",
        header = "Makes a token, adds its hash to an access file, and prints the token once.",
        description = {
            "Servers that were started with this file (--access FILE) take it a second later. A line that is deleted from "
                    + "the file takes its token back."
        },
        footer = {"", "Example: ./scale.sh token ada --role read --access access.txt"})
public final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(
            paramLabel = "NAME",
            description =
                    "Whose it is: with --role a person or a program, without it an agent, or a prefix* of agents.")
    private String name;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "read (ask), operate (also tell facts of any agent, and try rules) or admin (everything); "
                    + "without it the token only tells the agent's own facts.")
    private String role;

    @Option(
            names = "--access",
            required = true,
            paramLabel = "FILE",
            description = "The file; made if it is not there.")
    private Path file;

    private final Surroundings surroundings;

    public TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        if (!name.matches("\\S+") || name.startsWith("#")) {
            throw new ParameterException(
                    command.commandLine(), "NAME '" + name + "' must have no blanks and no # first");
        }
        if (role != null && Role.of(role).isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "--role '" + role + "' is no role: write read, operate or admin");
        }
        String token = Secrets.newToken();
        String line = name + " " + Secrets.hash(token) + (role == null ? "" : " " + role) + "\n";
        Path where = surroundings.workingDirectory().resolve(file);
        try {
            Files.writeString(
                    where, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new CommandFailure("cannot write to " + where + " (" + e + "): name another file with --access", e);
        }
        surroundings.out().println(token);
        surroundings.out().flush();
        surroundings.err().println("the hash is in " + where + "; the token itself is kept nowhere");
        return ExitCode.DONE;
    }
}
