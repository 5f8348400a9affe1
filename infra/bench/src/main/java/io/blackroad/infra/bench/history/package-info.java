/** How fast the fleet's history gets into PostgreSQL, and that nothing is lost while the database stands still. */
package io.blackroad.infra.bench.history;
