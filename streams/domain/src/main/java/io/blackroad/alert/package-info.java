/** Alerts on the fleet: from a condition that holds to pending, firing and resolved, in event time. */
package io.blackroad.alert;
