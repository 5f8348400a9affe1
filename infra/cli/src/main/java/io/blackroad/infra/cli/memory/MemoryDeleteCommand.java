package io.blackroad.infra.cli.memory;

import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.sink.memory.Answer;
import io.blackroad.sink.memory.MemoryKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code memory delete}. */
@Command(
        name = "delete",
        header = "Lets an agent forget. What is not there does not matter.",
        footer = {"", "Example: ./scale.sh memory delete agent-42 plan"})
public final class MemoryDeleteCommand implements Callable<Integer> {
    @Mixin
    private final MemoryOptions memory;

    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent.")
    private String agent;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "What to forget.")
    private List<String> names;

    private final Surroundings surroundings;

    public MemoryDeleteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.memory = new MemoryOptions(surroundings);
    }

    @Override
    public Integer call() {
        Settings settings = memory.settings(new Flags());
        List<MemoryKey> keys = memory.with(settings, shards -> {
            List<MemoryKey> wanted =
                    names.stream().map(name -> new MemoryKey(agent, name)).toList();
            Map<MemoryKey, Answer<Boolean>> answers = shards.deleteAll(wanted);
            answers.forEach((key, answer) ->
                    surroundings.err().println(key.name() + (answer.get() ? " is forgotten" : " was not remembered")));
            return wanted;
        });
        new Telling(surroundings).changed(settings, keys);
        return ExitCode.DONE;
    }
}
