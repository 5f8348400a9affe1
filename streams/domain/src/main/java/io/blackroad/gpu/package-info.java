/** Who gets which GPU: a ledger by card, an ordered queue before it, and how requests are packed. */
package io.blackroad.gpu;
