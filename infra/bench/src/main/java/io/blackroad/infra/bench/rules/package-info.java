/** What a tick of many targets costs, by kind of rule. */
package io.blackroad.infra.bench.rules;
