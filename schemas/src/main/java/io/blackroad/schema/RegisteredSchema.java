package io.blackroad.schema;

import org.apache.avro.Schema;

/**
 * A schema as the registry holds it.
 *
 * @param subject subject that it is a version of
 * @param version counts the schemas of the subject from 1
 * @param id what records are framed with; the same schema under two subjects may have one id
 * @param schema the schema
 */
public record RegisteredSchema(String subject, int version, int id, Schema schema) {}
