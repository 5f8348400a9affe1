/** How many facts a second each way of reading them gets through, and what it costs. */
package io.blackroad.infra.bench.throughput;
