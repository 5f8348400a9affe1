/** {@code rules}: the live rules, read, compared and changed. */
package io.blackroad.infra.cli.rule;
