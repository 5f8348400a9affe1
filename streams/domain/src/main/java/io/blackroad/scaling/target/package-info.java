/** Rule kind {@code target}: the proportional rule of Kubernetes' HorizontalPodAutoscaler, to the letter or safe. */
package io.blackroad.scaling.target;
