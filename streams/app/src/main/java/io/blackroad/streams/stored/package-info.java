/** What stores and internal topics hold, and how it is written. */
package io.blackroad.streams.stored;
