/** Dead letters: what nobody could use, who wrote it, why, and giving it back once the reason is gone. */
package io.blackroad.infra.cli.letter;
