/**
 * Answers over HTTP from the state stores of all instances. {@link io.blackroad.streams.query.LocalState} is what one
 * instance holds, {@link io.blackroad.streams.query.Peers} says who holds the rest.
 */
package io.blackroad.streams.query;
