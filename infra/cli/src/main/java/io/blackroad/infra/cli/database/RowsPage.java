package io.blackroad.infra.cli.database;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blackroad.infra.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Rows for people, in columns, or one JSON object a line. */
public final class RowsPage {
    private static final int WIDEST = 60;

    private RowsPage() {}

    public static List<String> table(Rows rows) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(rows.columns());
        rows.rows().forEach(row -> cells.add(cells(row)));
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < rows.columns().size(); i++) {
            int column = i;
            widths.add(cells.stream()
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0));
        }
        return cells.stream().map(row -> line(row, widths, rows.numbers())).toList();
    }

    public static List<String> json(Rows rows) {
        return rows.rows().stream().map(row -> object(rows, row).toString()).toList();
    }

    private static String line(List<String> row, List<Integer> widths, List<Boolean> numbers) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String blanks = " ".repeat(widths.get(i) - row.get(i).length());
            line.append(i == 0 ? "" : "  ");
            line.append(numbers.get(i) ? blanks + row.get(i) : row.get(i) + blanks);
        }
        return line.toString().stripTrailing();
    }

    /** The last column may be as long as it likes: nothing stands right of it. */
    private static List<String> cells(List<String> row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i) == null ? "-" : Terminal.harmless(row.get(i));
            boolean cut = cell.length() > WIDEST && i < row.size() - 1;
            cells.add(cut ? cell.substring(0, WIDEST - 3) + "..." : cell);
        }
        return cells;
    }

    private static ObjectNode object(Rows rows, List<String> row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < row.size(); i++) {
            String value = row.get(i);
            String column = rows.columns().get(i);
            if (value != null && rows.numbers().get(i) && value.matches("-?[0-9.]+")) {
                object.put(column, new BigDecimal(value));
            } else {
                object.put(column, value);
            }
        }
        return object;
    }
}
