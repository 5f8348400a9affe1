/** The control tables as every instance sees them: whole, and live. */
package io.blackroad.streams.control;
