/** What the command line is told by files, the environment and flags, as one validated record. */
package io.blackroad.infra.cli.config;
