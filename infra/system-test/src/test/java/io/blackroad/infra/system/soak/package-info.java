/** Long runs and heavy load: who makes it, what is measured of the processes meanwhile, and whether that stays flat. */
package io.blackroad.infra.system.soak;
