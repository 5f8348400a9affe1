/**
 * Rule kind {@code adaptive}: demand from arrivals and queue, a forecast over the start lag, and the policy that would
 * have cost the least lately. Everything that is learnt lies in one memory of fixed length.
 */
package io.blackroad.scaling.adaptive;
