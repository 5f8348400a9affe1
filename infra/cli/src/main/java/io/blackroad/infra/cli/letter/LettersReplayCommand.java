package io.blackroad.infra.cli.letter;

import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.config.ClusterOptions;
import io.blackroad.infra.cli.config.Flags;
import io.blackroad.infra.cli.config.Settings;
import io.blackroad.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dead-letters replay}. */
@Command(
        name = "replay",
        header = "Gives dead letters back to the topics that they were read from.",
        description = {
            "For when the reason is gone: a registry that was emptied, a build that was too old. A fact that was applied "
                    + "meanwhile is a duplicate and changes nothing; one that still cannot be used becomes a letter again. "
                    + "Rows of control tables are left out: correct them in the database."
        },
        footer = {"", "Example: ./scale.sh dead-letters replay --since 1h"})
public final class LettersReplayCommand implements Callable<Integer> {
    private static final String CONTROL = "control.";

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "NUMBER", description = "Letters, as the first column of 'list' says.")
    private List<Long> numbers = List.of();

    @Mixin
    private final LetterChoice choice;

    @Option(names = "--apply", description = "Write them; without it nothing is written.")
    private boolean apply;

    @Mixin
    private final ClusterOptions cluster;

    private final Surroundings surroundings;

    public LettersReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.choice = new LetterChoice(surroundings);
        this.cluster = new ClusterOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (numbers.isEmpty() == !choice.isMade()) {
            throw new ParameterException(
                    command.commandLine(), "name letters by their numbers, or by --since or --topic");
        }
        Settings settings = cluster.settings(new Flags());
        List<Letter> chosen = chosen(settings);
        List<Letter> letters =
                chosen.stream().filter(LettersReplayCommand::canGoBack).toList();
        letters.forEach(letter -> surroundings.out().println(LetterText.line(letter)));
        if (letters.size() < chosen.size()) {
            surroundings.err().println(chosen.size() - letters.size() + " left out, which no topic takes back");
        }
        if (apply) {
            surroundings.waiting("writing " + letters.size() + " records", () -> {
                write(settings, letters);
                return null;
            });
            surroundings.err().println("wrote " + letters.size() + " records");
        } else {
            surroundings.err().println("nothing is written yet; --apply writes them");
        }
        return ExitCode.DONE;
    }

    private List<Letter> chosen(Settings settings) {
        if (numbers.isEmpty()) {
            return choice.of(settings);
        }
        try (LetterBox box = new LetterBox(settings)) {
            return numbers.stream().map(box::at).toList();
        }
    }

    /** A row must never follow a newer one, and only change capture knows which is. */
    private static boolean canGoBack(Letter letter) {
        return !letter.topic().startsWith(CONTROL)
                && Topics.all().stream().anyMatch(topic -> topic.name().equals(letter.topic()));
    }

    private static void write(Settings settings, List<Letter> letters) {
        Map<String, Object> client = new HashMap<>(settings.kafka());
        client.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            letters.forEach(letter -> sent.add(producer.send(letter.again())));
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new CommandFailure("Kafka did not take them: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted while writing", e);
        }
    }
}
