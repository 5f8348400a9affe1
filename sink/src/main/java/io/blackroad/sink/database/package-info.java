/**
 * One PostgreSQL behind several servers: writes go to the primary, reads to replicas that are up and near enough to it.
 */
package io.blackroad.sink.database;
