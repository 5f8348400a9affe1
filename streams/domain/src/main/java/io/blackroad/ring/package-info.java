/** Who owns a key: a stable hash, rendezvous rings over it, and the route of an agent. */
package io.blackroad.ring;
