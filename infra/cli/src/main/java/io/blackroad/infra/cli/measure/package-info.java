/** {@code bench} as a command of this command line. */
package io.blackroad.infra.cli.measure;
