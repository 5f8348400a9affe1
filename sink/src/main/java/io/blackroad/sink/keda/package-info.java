/** Decisions to KEDA, which asks for them over gRPC as from any external scaler of its own. */
package io.blackroad.sink.keda;
