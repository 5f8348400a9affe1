/** The placement stage: each region's agents are placed and moved by one task. */
package io.blackroad.streams.placement;
