package io.blackroad.infra.cli.completion;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code completion}. */
@Command(
        name = "completion",
        header = "Prints what makes a shell complete commands and options at the tab key.",
        description = {
            "For this shell:  source <(./scale.sh completion bash)",
            "For all of them: ./scale.sh completion bash > ~/.blackroad-completion, and in ~/.bashrc or ~/.zshrc "
                    + "source ~/.blackroad-completion"
        },
        footer = {"", "Example: ./scale.sh completion bash"})
public final class CompletionCommand implements Callable<Integer> {
    /** Shells that it is for; one script serves both, since zsh reads bash's way of completion. */
    enum Shell {
        bash,
        zsh
    }

    @Spec
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    private Shell shell;

    private final Surroundings surroundings;

    public CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(AutoComplete.bash("scale", command.root().commandLine()));
        surroundings.out().flush();
        return ExitCode.DONE;
    }
}
