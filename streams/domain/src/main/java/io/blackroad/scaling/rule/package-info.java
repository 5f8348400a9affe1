/** From the text of a rule, its kinds and parameters, to a rule that decides; or to everything that is wrong with it. */
package io.blackroad.scaling.rule;
