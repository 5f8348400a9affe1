/** Deployments and StatefulSets that follow decisions, by conditional writes on the objects themselves. */
package io.blackroad.sink.kubernetes;
