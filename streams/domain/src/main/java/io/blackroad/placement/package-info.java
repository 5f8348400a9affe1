/** Which worker runs an agent: where a new one goes, and when and how a region is rebalanced. */
package io.blackroad.placement;
