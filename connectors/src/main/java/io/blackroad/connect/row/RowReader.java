package io.blackroad.connect.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Reads rows as records of one class, by the names of the columns. Safe for use by many threads. */
public final class RowReader<R extends SpecificRecord> {
    private final Class<R> type;
    private final SpecificData data;
    private final Schema schema;

    public RowReader(Class<R> type) {
        this.type = type;
        this.data = SpecificData.getForClass(type);
        this.schema = data.getSchema(type);
    }

    /**
     * The record that a row says.
     *
     * @param columns value of a column; null when the row has none, and then the field's default holds
     * @throws IllegalArgumentException if a column has no value or a wrong one; the message names it
     */
    public R read(Function<String, Object> columns) {
        return type.cast(read(schema, field -> columns.apply(ColumnNames.column(field))));
    }

    private Object read(Schema of, Function<Field, Object> values) {
        SpecificRecord record = (SpecificRecord) data.newRecord(null, of);
        for (Field field : of.getFields()) {
            Object value = values.apply(field);
            record.put(field.pos(), value == null ? fallback(of, field) : value(of, field, value));
        }
        return record;
    }

    private Object fallback(Schema of, Field field) {
        if (field.hasDefaultValue()) {
            return data.getDefaultValue(field);
        }
        throw new IllegalArgumentException(of.getName() + ": column " + ColumnNames.column(field) + " has no value");
    }

    private Object value(Schema of, Field field, Object value) {
        try {
            return new ColumnValue(data, element -> nested(field, element)).read(field, value);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    of.getName() + ": column " + ColumnNames.column(field) + ": " + e.getMessage(), e);
        }
    }

    /** An element of a JSON list. */
    private Object nested(Field list, JsonNode element) {
        return read(list.schema().getElementType(), field -> {
            var value = element.get(ColumnNames.json(field));
            return value == null || value.isNull() ? null : value.isTextual() ? value.textValue() : value;
        });
    }
}
