/** Asks the fleet's history in PostgreSQL. */
package io.blackroad.infra.cli.history;
