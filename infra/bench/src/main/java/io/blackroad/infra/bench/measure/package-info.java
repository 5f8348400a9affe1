/** Taking the time of a process that reads facts, and holding its results against what was sent. */
package io.blackroad.infra.bench.measure;
