/**
 * Vectors of agents, searched by likeness.
 *
 * <pre>
 * AgentVectors (whose, in which namespace of the ring) ─► VectorIndex ┬─ LuceneIndex, in this process, an index a namespace
 *                                                                     └─ PineconeIndex, over Pinecone's HTTP interface:
 *                                                                        Pinecone itself, or a VectorServer before a LuceneIndex
 * </pre>
 */
package io.blackroad.sink.vector;
