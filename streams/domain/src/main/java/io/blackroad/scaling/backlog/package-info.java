/** Rule kind {@code backlog}: event-driven scaling as KEDA does it, to and from zero, with its fallbacks. */
package io.blackroad.scaling.backlog;
