/** Contracts of the events: generated record classes, their wire format and the registry that numbers their schemas. */
package io.blackroad.schema;
