/**
 * What the fleet did, in tables of PostgreSQL. Rows and the offsets that they came from are written in one transaction, so
 * each fact counts once whatever crashes.
 *
 * <pre>
 * topics ─► FactBuffer ─► BatchWriter ─► one transaction: rows (TopicTable), offsets (Offsets)
 *                             └─► dead letters: what cannot be read, or what the database refuses
 * </pre>
 *
 * One more topic is one more {@link io.blackroad.sink.jdbc.TopicTable} in {@link io.blackroad.sink.jdbc.TopicTables}, and
 * its table in a migration.
 */
package io.blackroad.sink.jdbc;
