/** {@code vectors}: what agents know by likeness. */
package io.blackroad.infra.cli.vectors;
