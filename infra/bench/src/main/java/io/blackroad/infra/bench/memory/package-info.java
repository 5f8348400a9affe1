/** How fast agents' memory is, on real Redis servers of this machine. */
package io.blackroad.infra.bench.memory;
