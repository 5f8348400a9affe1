package io.blackroad.infra.cli;

import io.blackroad.infra.bench.Bench;
import io.blackroad.infra.cli.backtest.BacktestCommand;
import io.blackroad.infra.cli.capture.ConnectCommand;
import io.blackroad.infra.cli.capture.ResnapshotCommand;
import io.blackroad.infra.cli.completion.CompletionCommand;
import io.blackroad.infra.cli.config.ConfigCommand;
import io.blackroad.infra.cli.cost.CostCommand;
import io.blackroad.infra.cli.cost.CostRateCommand;
import io.blackroad.infra.cli.database.DatabaseCommand;
import io.blackroad.infra.cli.database.SqlCommand;
import io.blackroad.infra.cli.doctor.DoctorCommand;
import io.blackroad.infra.cli.fleet.WakeCommand;
import io.blackroad.infra.cli.gpu.GpuCommand;
import io.blackroad.infra.cli.gpu.GpuModelCommand;
import io.blackroad.infra.cli.gpu.GpuPackCommand;
import io.blackroad.infra.cli.history.AskCommand;
import io.blackroad.infra.cli.letter.LettersCommand;
import io.blackroad.infra.cli.letter.LettersListCommand;
import io.blackroad.infra.cli.letter.LettersReplayCommand;
import io.blackroad.infra.cli.letter.LettersShowCommand;
import io.blackroad.infra.cli.measure.DrawnBench;
import io.blackroad.infra.cli.memory.MemoryCommand;
import io.blackroad.infra.cli.memory.MemoryDeleteCommand;
import io.blackroad.infra.cli.memory.MemoryGetCommand;
import io.blackroad.infra.cli.memory.MemoryMigrateCommand;
import io.blackroad.infra.cli.memory.MemorySetCommand;
import io.blackroad.infra.cli.memory.MemoryShardsCommand;
import io.blackroad.infra.cli.part.BrokerCommand;
import io.blackroad.infra.cli.part.ControllerCommand;
import io.blackroad.infra.cli.part.GatewayCommand;
import io.blackroad.infra.cli.part.JdbcSinkCommand;
import io.blackroad.infra.cli.part.MemorySinkCommand;
import io.blackroad.infra.cli.part.RegistryCommand;
import io.blackroad.infra.cli.part.SinkCommand;
import io.blackroad.infra.cli.part.StreamsCommand;
import io.blackroad.infra.cli.part.TraceSinkCommand;
import io.blackroad.infra.cli.part.VectorSinkCommand;
import io.blackroad.infra.cli.plan.PlanCommand;
import io.blackroad.infra.cli.query.AgentCommand;
import io.blackroad.infra.cli.query.BalanceCommand;
import io.blackroad.infra.cli.query.DecisionsCommand;
import io.blackroad.infra.cli.query.ExplainCommand;
import io.blackroad.infra.cli.query.RouteCommand;
import io.blackroad.infra.cli.query.StatusCommand;
import io.blackroad.infra.cli.rule.RulesCommand;
import io.blackroad.infra.cli.rule.RulesDiffCommand;
import io.blackroad.infra.cli.rule.RulesGetCommand;
import io.blackroad.infra.cli.rule.RulesPauseCommand;
import io.blackroad.infra.cli.rule.RulesPromoteCommand;
import io.blackroad.infra.cli.rule.RulesSetCommand;
import io.blackroad.infra.cli.rule.RulesShadowCommand;
import io.blackroad.infra.cli.terminal.Paint;
import io.blackroad.infra.cli.token.TokenCommand;
import io.blackroad.infra.cli.topic.TopicAclsCommand;
import io.blackroad.infra.cli.topic.TopicListCommand;
import io.blackroad.infra.cli.topic.TopicsCommand;
import io.blackroad.infra.cli.trace.ReplayCommand;
import io.blackroad.infra.cli.up.UpCommand;
import io.blackroad.infra.cli.usage.Failures;
import io.blackroad.infra.cli.usage.WrongUsage;
import io.blackroad.infra.cli.vectors.VectorsCommand;
import io.blackroad.infra.cli.vectors.VectorsDeleteCommand;
import io.blackroad.infra.cli.vectors.VectorsQueryCommand;
import io.blackroad.infra.cli.vectors.VectorsStatsCommand;
import io.blackroad.infra.cli.vectors.VectorsUpsertCommand;
import io.blackroad.infra.cli.worker.WorkerCommand;
import io.blackroad.infra.cli.worker.WorkersCommand;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** All commands, in the order of the help, with what they have in common. */
public final class CommandTree {
    private static final int HELP_COLUMNS = 100;

    private CommandTree() {}

    /** The commands of one process. */
    public static CommandLine of(Surroundings surroundings) {
        CommandLine root = new CommandLine(new ScaleCommand());
        commands(surroundings).forEach(root::addSubcommand);
        finish(root);
        return root.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        surroundings.terminal().outPaint() == Paint.ANSI ? Ansi.ON : Ansi.OFF))
                .setAbbreviatedOptionsAllowed(false)
                // An argument is what it says: one that begins with @ is no file to read more arguments from.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(
                        new WrongUsage(surroundings.terminal().errPaint()))
                .setExecutionExceptionHandler(
                        new Failures(surroundings.terminal().errPaint()));
    }

    private static List<Object> commands(Surroundings surroundings) {
        return List.of(
                new UpCommand(surroundings),
                new StatusCommand(surroundings),
                new DecisionsCommand(surroundings),
                new ExplainCommand(surroundings),
                new AgentCommand(surroundings),
                new WorkersCommand(surroundings),
                new WorkerCommand(surroundings),
                new RouteCommand(surroundings),
                new BalanceCommand(surroundings),
                new AskCommand(surroundings),
                new ReplayCommand(surroundings),
                new BacktestCommand(surroundings),
                new WakeCommand(surroundings),
                new CommandLine(new TopicsCommand())
                        .addSubcommand(new TopicListCommand(surroundings))
                        .addSubcommand(new TopicsCommand.Apply(surroundings))
                        .addSubcommand(new TopicsCommand.Diff(surroundings))
                        .addSubcommand(new TopicAclsCommand(surroundings)),
                new CommandLine(new GpuCommand(surroundings))
                        .addSubcommand(new GpuPackCommand(surroundings))
                        .addSubcommand(new GpuModelCommand(surroundings)),
                new CommandLine(new CostCommand(surroundings))
                        .addSubcommand(new CommandLine(new CostRateCommand(surroundings))
                                .setCaseInsensitiveEnumValuesAllowed(true)),
                new PlanCommand(surroundings),
                new CommandLine(new RulesCommand())
                        .addSubcommand(new RulesGetCommand(surroundings))
                        .addSubcommand(new RulesSetCommand(surroundings))
                        .addSubcommand(new RulesDiffCommand(surroundings))
                        .addSubcommand(new RulesShadowCommand(surroundings))
                        .addSubcommand(new RulesPromoteCommand(surroundings))
                        .addSubcommand(new RulesPauseCommand(surroundings)),
                new CommandLine(new MemoryCommand())
                        .addSubcommand(new MemoryGetCommand(surroundings))
                        .addSubcommand(new MemorySetCommand(surroundings))
                        .addSubcommand(new MemoryDeleteCommand(surroundings))
                        .addSubcommand(new MemoryShardsCommand(surroundings))
                        .addSubcommand(new MemoryMigrateCommand(surroundings)),
                new CommandLine(new VectorsCommand())
                        .addSubcommand(new VectorsUpsertCommand(surroundings))
                        .addSubcommand(new VectorsQueryCommand(surroundings))
                        .addSubcommand(new VectorsDeleteCommand(surroundings))
                        .addSubcommand(new VectorsStatsCommand(surroundings)),
                new CommandLine(new DatabaseCommand())
                        .addSubcommand(new SqlCommand(surroundings))
                        .addSubcommand(new DatabaseCommand.Apply(surroundings)),
                new TokenCommand(surroundings),
                new CommandLine(new LettersCommand())
                        .addSubcommand(new LettersListCommand(surroundings))
                        .addSubcommand(new LettersShowCommand(surroundings))
                        .addSubcommand(new LettersReplayCommand(surroundings)),
                new DoctorCommand(surroundings),
                new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.Show(surroundings)),
                new CommandLine(new Bench(new DrawnBench(surroundings))).setCaseInsensitiveEnumValuesAllowed(true),
                new CompletionCommand(surroundings),
                new BrokerCommand(surroundings),
                new RegistryCommand(surroundings),
                new CommandLine(new ConnectCommand(surroundings)).addSubcommand(new ResnapshotCommand(surroundings)),
                new StreamsCommand(surroundings),
                new GatewayCommand(surroundings),
                new ControllerCommand(surroundings),
                new CommandLine(new SinkCommand())
                        .addSubcommand(new JdbcSinkCommand(surroundings))
                        .addSubcommand(new TraceSinkCommand(surroundings))
                        .addSubcommand(new MemorySinkCommand(surroundings))
                        .addSubcommand(new VectorSinkCommand(surroundings)));
    }

    /** Every command has the same help option and says first what it takes. */
    private static void finish(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .abbreviateSynopsis(true)
                .width(HELP_COLUMNS)
                .synopsisHeading("%nUsage: ./")
                .descriptionHeading("%n")
                .optionListHeading("%n");
        command.getSubcommands().values().forEach(CommandTree::finish);
    }
}
