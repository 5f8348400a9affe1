/** A fleet in real time: how soon decisions can be read, and what the pipeline costs meanwhile. */
package io.blackroad.infra.bench.steady;
