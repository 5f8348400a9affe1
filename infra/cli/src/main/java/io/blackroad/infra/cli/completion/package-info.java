/** What a shell needs to complete command lines of {@code scale.sh}. */
package io.blackroad.infra.cli.completion;
