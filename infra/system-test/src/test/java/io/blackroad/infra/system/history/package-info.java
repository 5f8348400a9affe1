/** What was seen from outside during a run, and the one judge of it. */
package io.blackroad.infra.system.history;
