package io.blackroad.streams.control;

import io.blackroad.schema.PriceLimits;
import io.blackroad.schema.control.Target;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Rows of targets: their id is a key of the load and scaling stages and a part of decision ids. */
final class TargetRows {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,63}/[a-z0-9-]{1,63}");

    private TargetRows() {}

    /**
     * Checks a row.
     *
     * @throws IllegalArgumentException if its key, id, region and service do not name one target, or its price is absurd
     */
    static void check(String key, Target row) {
        String id = row.getRegion() + "/" + row.getService();
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("region " + row.getRegion() + " and service " + row.getService()
                    + " are not 1 to 63 of a-z, 0-9 and -");
        }
        if (!key.equals(id) || !row.getId().equals(id)) {
            throw new IllegalArgumentException(
                    "key " + key + " and id " + row.getId() + " are not region/service, which is " + id);
        }
        long price = row.getReplicaNanoDollarsPerHour();
        if (price < 0 || price > PriceLimits.REPLICA_HOUR) {
            throw new IllegalArgumentException("a replica of " + id + " costs "
                    + BigDecimal.valueOf(price, 9).toPlainString()
                    + " dollars an hour, must be 0 to 1,000,000; correct the row: it is in billionths of a dollar");
        }
    }
}
