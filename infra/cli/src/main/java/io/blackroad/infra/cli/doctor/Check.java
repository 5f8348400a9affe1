package io.blackroad.infra.cli.doctor;

import java.util.List;
import java.util.function.Supplier;

/**
 * One thing to look at.
 *
 * @param name what people call it
 * @param needs the check without which this one makes no sense; null for none
 * @param look does it; everything that is wrong, or one thing that is well
 */
record Check(String name, String needs, Supplier<List<Finding>> look) {

    /** One that finds one thing. */
    static Check one(String name, String needs, Supplier<Finding> look) {
        return new Check(name, needs, () -> List.of(look.get()));
    }
}
