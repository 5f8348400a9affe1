/** Rule kind {@code ray}: the replica autoscaling of Ray Serve, as an emulated peer. */
package io.blackroad.scaling.ray;
