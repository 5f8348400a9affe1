/** Rule kind {@code schedule}: bounds by the calendar. */
package io.blackroad.scaling.schedule;
