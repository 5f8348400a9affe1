/** Scale decisions: from a load sample, a rule and what is remembered of the target to a decision with its evidence. */
package io.blackroad.scaling;
