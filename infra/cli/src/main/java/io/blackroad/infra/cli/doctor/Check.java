package io.blackroad.infra.cli.doctor;

import java.util.function.Supplier;

/**
 * One thing to look at.
 *
 * @param name what people call it
 * @param needs the check without which this one makes no sense; null for none
 * @param look does it
 */
record Check(String name, String needs, Supplier<Finding> look) {}
