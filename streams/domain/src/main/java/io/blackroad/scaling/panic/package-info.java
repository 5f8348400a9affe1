/** Rule kind {@code panic}: the pod autoscaler of Knative, with its two windows. */
package io.blackroad.scaling.panic;
