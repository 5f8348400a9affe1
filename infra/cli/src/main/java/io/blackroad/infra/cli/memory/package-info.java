/** {@code memory}: what agents remember, and the shards that hold it. */
package io.blackroad.infra.cli.memory;
