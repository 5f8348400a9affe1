/** The topic catalogue. */
package io.blackroad.topic;
