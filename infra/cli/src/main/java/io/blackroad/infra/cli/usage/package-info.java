/** What people see when a command line is wrong. */
package io.blackroad.infra.cli.usage;
