/** Commands that read the running system through its HTTP interface. */
package io.blackroad.infra.cli.query;
