package io.blackroad.infra.cli;

import io.blackroad.infra.cli.config.ConfigCommand;
import io.blackroad.infra.cli.part.BrokerCommand;
import io.blackroad.infra.cli.part.RegistryCommand;
import io.blackroad.infra.cli.part.StreamsCommand;
import io.blackroad.infra.cli.query.AgentCommand;
import io.blackroad.infra.cli.query.BalanceCommand;
import io.blackroad.infra.cli.query.DecisionsCommand;
import io.blackroad.infra.cli.query.ExplainCommand;
import io.blackroad.infra.cli.query.RouteCommand;
import io.blackroad.infra.cli.query.StatusCommand;
import io.blackroad.infra.cli.up.UpCommand;
import io.blackroad.infra.cli.part.ControllerCommand;
import io.blackroad.infra.cli.doctor.DoctorCommand;
import io.blackroad.infra.cli.topic.TopicsCommand;
import io.blackroad.infra.cli.fleet.WakeCommand;
import io.blackroad.infra.cli.usage.Failures;
import io.blackroad.infra.cli.usage.WrongUsage;
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
        root.addSubcommand(new UpCommand(surroundings));
        root.addSubcommand(new StatusCommand(surroundings));
        root.addSubcommand(new DecisionsCommand(surroundings));
        root.addSubcommand(new ExplainCommand(surroundings));
        root.addSubcommand(new AgentCommand(surroundings));
        root.addSubcommand(new RouteCommand(surroundings));
        root.addSubcommand(new BalanceCommand(surroundings));
        root.addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.Show(surroundings)));
        root.addSubcommand(new BrokerCommand(surroundings));
        root.addSubcommand(new RegistryCommand(surroundings));
        root.addSubcommand(new StreamsCommand(surroundings));
        root.addSubcommand(new ControllerCommand(surroundings));
        finish(root);
        return root.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(new Failures());
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
