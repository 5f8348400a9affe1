/** How well and how fast vectors are found: the graph against looking at all of them. */
package io.blackroad.infra.bench.vector;
