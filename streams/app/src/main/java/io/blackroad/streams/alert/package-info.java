/** The alert stage: the fleet's samples become alerts. */
package io.blackroad.streams.alert;
