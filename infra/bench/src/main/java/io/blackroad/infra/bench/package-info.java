/** One command that measures throughput, latency and cost on one broker in one run. */
package io.blackroad.infra.bench;
