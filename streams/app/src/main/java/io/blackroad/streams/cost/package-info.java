/** The cost stage: one task reckons what the fleet's hours cost. */
package io.blackroad.streams.cost;
