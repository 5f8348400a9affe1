/** The scaling stage: from load samples and answers to decisions. */
package io.blackroad.streams.scaling;
