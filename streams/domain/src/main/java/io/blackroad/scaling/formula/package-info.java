/** A small language for numbers: how metrics, or the wishes of parts, become one. */
package io.blackroad.scaling.formula;
