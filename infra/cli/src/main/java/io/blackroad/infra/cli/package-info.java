/** The one command line: what its commands share, and where they are put together. */
package io.blackroad.infra.cli;
