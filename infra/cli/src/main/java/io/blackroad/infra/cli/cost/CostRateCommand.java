package io.blackroad.infra.cli.cost;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.connect.ControlTables;
import io.blackroad.cost.Bills;
import io.blackroad.cost.Forecast;
import io.blackroad.cost.Prices;
import io.blackroad.cost.UsageBook;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.ExitCode;
import io.blackroad.infra.cli.Surroundings;
import io.blackroad.infra.cli.database.Databases;
import io.blackroad.infra.cli.terminal.Progress;
import io.blackroad.streams.control.PriceWire;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cost rate}. */
@Command(
        name = "rate",
        header = "What a recorded use costs under the prices of a control file. Asks no server.",
        description = {
            "The file is CSV with the columns " + UsageFile.COLUMNS + ".",
            "kind is agent, idle or overhead; amount is cores, GB, GPUs or pieces; to is empty for pieces, used at from."
        },
        footer = {"", "Example: ./scale.sh cost rate usage.csv --control other-prices.yaml --by service"})
public final class CostRateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "What was used, CSV.")
    private Path file;

    @Option(names = "--control", paramLabel = "FILE", description = "Control file with the prices (default: built in).")
    private Path control;

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            defaultValue = "kind",
            description = "kind, agent, service, region, provider, item or hour (default: kind).")
    private Grouping by;

    @Option(names = "--json", description = "Print the answer as JSON, in nano-dollars.")
    private boolean json;

    private final Surroundings surroundings;

    public CostRateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        ControlTables tables =
                Databases.tables(Optional.ofNullable(control).map(surroundings.workingDirectory()::resolve));
        UsageBook book = new UsageBook(new Prices(PriceWire.rows(tables.prices())));
        try (Progress progress = surroundings.progress()) {
            UsageFile.read(surroundings.workingDirectory().resolve(file), book, progress);
        }
        Tally tally = new Tally(by);
        Bills.Charges charges = Bills.rate(book, tally::add);
        requirePrices(charges);
        if (tally.isEmpty()) {
            throw new CommandFailure(file + " has nothing in it that was used");
        }
        if (json) {
            surroundings.out().println(asJson(tally, charges));
        } else {
            print(tally);
        }
        return ExitCode.DONE;
    }

    private void requirePrices(Bills.Charges charges) {
        List<String> missing = charges.unpriced().stream()
                .map(sold -> sold.provider() + "/" + sold.item())
                .toList();
        if (!missing.isEmpty()) {
            throw new CommandFailure("no price holds for " + String.join(", ", missing) + " at all times of " + file
                    + "; add a row to prices with an earlier validFrom");
        }
    }

    private static ObjectNode asJson(Tally tally, Bills.Charges charges) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        ObjectNode groups = answer.putObject("nanoDollars");
        tally.sums().forEach(groups::put);
        long charged = charges.charged().values().stream().reduce(0L, Math::addExact);
        Forecast forecast = tally.forecast();
        return answer.put("total", charged)
                .put("open", charged - tally.total())
                .put("monthToDate", forecast.monthToDate())
                .put("runRate", forecast.runRate())
                .put("monthEnd", forecast.monthEnd());
    }

    private void print(Tally tally) {
        tally.sums().forEach(this::line);
        Forecast forecast = tally.forecast();
        line("total", tally.total());
        line("month to date", forecast.monthToDate());
        line("month's end, run rate", forecast.runRate());
        line("month's end, forecast", forecast.monthEnd());
    }

    private void line(String name, long nanoDollars) {
        surroundings
                .out()
                .printf(
                        "%-40s %22s%n",
                        name, "$" + BigDecimal.valueOf(nanoDollars, 9).toPlainString());
    }
}
