/** The parts of the system as processes of their own, and what can be done to them. */
package io.blackroad.infra.system.part;
