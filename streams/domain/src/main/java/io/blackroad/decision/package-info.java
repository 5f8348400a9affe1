/** The one shape of every decision. */
package io.blackroad.decision;
