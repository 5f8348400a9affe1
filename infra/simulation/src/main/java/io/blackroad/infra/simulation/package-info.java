/**
 * The fleet in virtual time: agents, GPU nodes, tasks and controllers around the stages' pure folds, with faults
 * drawn from a seed, and the promises of the system checked after every event.
 */
package io.blackroad.infra.simulation;
