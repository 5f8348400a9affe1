/** From partial sums of single partitions to one ordered log of load samples a target. */
package io.blackroad.load;
