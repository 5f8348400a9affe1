package io.blackroad.infra.cli.cost;

import io.blackroad.cost.Account;
import io.blackroad.cost.Prices.Sold;
import io.blackroad.cost.UsageBook;
import io.blackroad.infra.cli.CommandFailure;
import io.blackroad.infra.cli.terminal.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A recorded use: a line for everything that was held from one change of state to the next, or used up at a moment. All
 * mistakes are told at once, up to a limit.
 */
final class UsageFile {
    static final String COLUMNS = "kind,agent,region,service,provider,item,amount,from,to";

    private static final int FIELDS = COLUMNS.split(",").length;
    private static final int MOST_MISTAKES = 20;
    private static final int NINE_DIGITS = 9;

    private final Path file;
    private final UsageBook book;
    private final List<String> mistakes = new ArrayList<>();

    private UsageFile(Path file, UsageBook book) {
        this.file = file;
        this.book = book;
    }

    /**
     * Enters a file into a book.
     *
     * @throws CommandFailure if it cannot be read, or with every mistake in it
     */
    static void read(Path file, UsageBook book, Progress progress) {
        UsageFile usage = new UsageFile(file, book);
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            usage.lines(reader, progress, Files.size(file));
        } catch (IOException e) {
            throw new CommandFailure("cannot read " + file + ": " + e, e);
        }
        if (!usage.mistakes.isEmpty()) {
            throw new CommandFailure(String.join(System.lineSeparator() + "scale.sh: ", usage.mistakes));
        }
    }

    private void lines(BufferedReader reader, Progress progress, long size) throws IOException {
        String head = reader.readLine();
        if (!COLUMNS.equals(head == null ? null : head.strip())) {
            throw new CommandFailure(file + ": the first line must be " + COLUMNS);
        }
        int number = 1;
        long read = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            read += line.length() + 1L;
            progress.at(number + " lines read", read, size);
            if (line.isBlank()) {
                continue;
            }
            try {
                enter(line.strip().split(",", -1));
            } catch (IllegalArgumentException e) {
                mistakes.add(file + " line " + number + ": " + e.getMessage());
                if (mistakes.size() == MOST_MISTAKES) {
                    mistakes.add("and maybe more: reading stops after " + MOST_MISTAKES);
                    return;
                }
            }
        }
    }

    private void enter(String[] fields) {
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(fields.length + " fields, must be " + FIELDS + ": " + COLUMNS);
        }
        Account account = account(fields[0], fields[1], fields[2], fields[3]);
        Sold sold = new Sold(fields[4], fields[5]);
        long billionths = billionths(fields[6]);
        Instant from = time("from", fields[7]);
        if (fields[8].isEmpty()) {
            book.used(account, sold, billionths, from);
        } else {
            book.held(account, sold, billionths, from, time("to", fields[8]));
        }
    }

    private static Account account(String kind, String agent, String region, String service) {
        return switch (kind) {
            case "agent" -> {
                if (agent.isEmpty()) {
                    throw new IllegalArgumentException("agent is empty; name it");
                }
                yield Account.agent(agent, region, service);
            }
            case "idle" -> Account.idle(region);
            case "overhead" -> Account.overhead(region, service);
            default -> throw new IllegalArgumentException("kind is '" + kind + "', must be agent, idle or overhead");
        };
    }

    private static long billionths(String amount) {
        try {
            return new BigDecimal(amount).movePointRight(NINE_DIGITS).longValueExact();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("amount is '" + amount + "', which is no number", e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "amount is " + amount + ", must have at most nine digits on either side of its point", e);
        }
    }

    private static Instant time(String column, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    column + " is '" + text + "', must be a time as in 2026-03-01T10:15:00Z", e);
        }
    }
}
