package io.blackroad.sink.keda;

import io.blackroad.sink.controller.TargetId;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;

/** Pushes to one KEDA whether a target is to run at all: at the start, and when it changes. */
final class ActiveStream implements Runnable {
    private final TargetId id;
    private final Standings standings;
    private final StreamObserver<byte[]> to;
    private Boolean told;

    ActiveStream(TargetId id, Standings standings, StreamObserver<byte[]> to) {
        this.id = id;
        this.standings = standings;
        this.to = to;
    }

    @Override
    public synchronized void run() {
        boolean active = standings.of(id).orElse(0) > 0;
        if (told != null && told == active) {
            return;
        }
        told = active;
        try {
            to.onNext(ScalerMessages.active(active));
        } catch (StatusRuntimeException e) {
            // It hung up; the stream is removed by its cancel handler.
        }
    }
}
