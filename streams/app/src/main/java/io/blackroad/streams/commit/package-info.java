/** When results become readable. */
package io.blackroad.streams.commit;
