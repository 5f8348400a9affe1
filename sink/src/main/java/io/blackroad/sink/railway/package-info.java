/** Decisions on services at Railway, by its public GraphQL API. */
package io.blackroad.sink.railway;
