/** {@code gpu}: what the pool holds, how well it packs, and what a model needs. */
package io.blackroad.infra.cli.gpu;
