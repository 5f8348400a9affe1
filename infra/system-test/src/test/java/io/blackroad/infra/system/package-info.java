/** Faults on real processes: each test breaks something while work is in flight, and one judge says what was lost. */
package io.blackroad.infra.system;
