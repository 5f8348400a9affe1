/** The one shape of every decision, and how much of it fits into a record. */
package io.blackroad.decision;
