/** Recorded traces as commands name them. */
package io.blackroad.infra.cli.trace;
