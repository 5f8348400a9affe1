package io.blackroad.sink.jdbc;

import static java.util.stream.Collectors.joining;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Columns of a statement, and where their values come from. Names are ours, never a fact's. */
final class Columns<R> {
    private final List<Column<R>> columns = new ArrayList<>();

    private record Column<R>(String name, SqlType type, Function<R, ?> value) {}

    Columns<R> with(String name, SqlType type, Function<R, ?> value) {
        columns.add(new Column<>(name, type, value));
        return this;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** {@code a, b, c}, each changed by {@code form}. */
    String list(UnaryOperator<String> form) {
        return names().stream().map(form).collect(joining(", "));
    }

    /** The values as rows of {@code f}, one parameter a column. */
    String rows() {
        String parameters =
                columns.stream().map(column -> column.type.parameter()).collect(joining(", "));
        return "unnest(" + parameters + ") AS f(" + String.join(", ", names()) + ")";
    }

    /** What to select from {@link #rows()} to have the columns' own types. */
    String converted() {
        return columns.stream()
                .map(column -> column.type.converted("f." + column.name))
                .collect(joining(", "));
    }

    /** Sets the parameters of {@link #rows()}, the first of them being number 1. */
    void bind(PreparedStatement statement, Collection<R> rows) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column<R> column = columns.get(i);
            List<Object> values = new ArrayList<>(rows.size());
            for (R row : rows) {
                values.add(column.value.apply(row));
            }
            statement.setArray(i + 1, column.type.array(statement.getConnection(), values));
        }
    }
}
