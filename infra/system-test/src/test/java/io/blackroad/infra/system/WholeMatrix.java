package io.blackroad.infra.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What takes too long for every build: it runs with {@code -Dblackroad.tests=all}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(
        named = "blackroad.tests",
        matches = "all",
        disabledReason = "takes minutes: -Dblackroad.tests=all runs it")
@interface WholeMatrix {}
