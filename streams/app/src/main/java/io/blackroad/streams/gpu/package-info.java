/** The GPU stage: each region's cards are dealt by one task. */
package io.blackroad.streams.gpu;
