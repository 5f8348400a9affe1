package io.blackroad.connect.row;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.avro.Schema.Field;

/**
 * What a field of a record is called elsewhere. Columns are in snake case, keys inside JSON as in the record. Money is
 * dollars in the database, where people write it, and billionths of a dollar in records: {@code
 * monthlyBudgetNanoDollars} is {@code monthly_budget_dollars}.
 */
public final class ColumnNames {
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private ColumnNames() {}

    /** Column of a table. */
    public static String column(Field field) {
        return HUMP.matcher(json(field)).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    /** Key inside a JSON column. */
    static String json(Field field) {
        if (!isMoney(field)) {
            return field.name();
        }
        String name = field.name().replaceFirst("(^n|N)ano", "");
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** True for billionths of a dollar. */
    static boolean isMoney(Field field) {
        return field.name().matches(".*(^n|N)anoDollars.*");
    }
}
