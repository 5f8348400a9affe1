/** The command {@code cost}: what was used, under which prices. */
package io.blackroad.infra.cli.cost;
