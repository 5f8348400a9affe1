/** The load stage: from partials to one load sample a target and tick. */
package io.blackroad.streams.load;
