/** Change capture: the connector's settings, its converter inside a Connect worker, and what an operator does with it. */
package io.blackroad.connect.capture;
