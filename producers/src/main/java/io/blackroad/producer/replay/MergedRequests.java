package io.blackroad.producer.replay;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Several recorded loads that began at the same time, as one. */
final class MergedRequests implements Requests {
    private final List<Requests> parts;
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.comparingLong((Head head) -> head.request().atMicros()).thenComparingInt(Head::part));
    private long number;

    /** The first request of a part that has not been given. */
    private record Head(TraceRequest request, int part) {}

    MergedRequests(List<Requests> parts) {
        this.parts = List.copyOf(parts);
        for (int part = 0; part < parts.size(); part++) {
            advance(part);
        }
    }

    @Override
    public TraceRequest next() {
        Head head = heads.poll();
        if (head == null) {
            return null;
        }
        advance(head.part());
        return head.request().numbered(++number);
    }

    private void advance(int part) {
        TraceRequest next = parts.get(part).next();
        if (next != null) {
            heads.add(new Head(next, part));
        }
    }

    @Override
    public long charactersRead() {
        return parts.stream().mapToLong(Requests::charactersRead).sum();
    }

    @Override
    public void close() {
        parts.forEach(Requests::close);
    }
}
