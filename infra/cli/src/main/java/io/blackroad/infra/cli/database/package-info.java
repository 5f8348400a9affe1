/** {@code database}: the control database, by hand. */
package io.blackroad.infra.cli.database;
