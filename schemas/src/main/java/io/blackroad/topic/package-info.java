/**
 * The topic catalogue: every topic of the system with its key, record class, partitions and retention, written once in
 * {@link io.blackroad.topic.Topics}, and {@link io.blackroad.topic.TopicAdmin}, which makes a cluster like it.
 */
package io.blackroad.topic;
