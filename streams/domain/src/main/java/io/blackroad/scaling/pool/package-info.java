/** Rule kind {@code pool}: the scaling guide's agent pool. */
package io.blackroad.scaling.pool;
