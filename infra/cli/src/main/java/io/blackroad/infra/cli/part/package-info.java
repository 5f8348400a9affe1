/** One part alone, as a cluster runs it. */
package io.blackroad.infra.cli.part;
