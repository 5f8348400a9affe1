/** What people see while they wait, and colours: only on a terminal, never in a pipe or a file. */
package io.blackroad.infra.cli.terminal;
