/**
 * Facts over HTTP, for agents in any language. A request is read without a thread waiting for it, each fact is checked
 * against its schema, numbered in its agent's order and written; the answer goes out when the broker has acknowledged
 * all of them.
 */
package io.blackroad.producer.gateway;
