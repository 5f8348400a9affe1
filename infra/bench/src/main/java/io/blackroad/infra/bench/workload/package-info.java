/** What is measured on: a made-up fleet, its facts, and the topics that hold them. */
package io.blackroad.infra.bench.workload;
