package io.blackroad.gpu;

import java.util.ArrayList;
import java.util.List;

/**
 * Waiters in the order of their tickets, immutable: a change copies one piece of at most {@value #PIECE} and the list of
 * pieces, so a long queue costs little more than a short one.
 */
final class Waiters {
    static final Waiters NONE = new Waiters(List.of(), 0);

    private static final int PIECE = 512;

    private final List<List<Waiter>> pieces;
    private final int size;

    private Waiters(List<List<Waiter>> pieces, int size) {
        this.pieces = pieces;
        this.size = size;
    }

    int size() {
        return size;
    }

    Waiter first() {
        return pieces.get(0).get(0);
    }

    /** The waiter at a place, from 0. */
    Waiter get(int place) {
        int left = place;
        for (List<Waiter> piece : pieces) {
            if (left < piece.size()) {
                return piece.get(left);
            }
            left -= piece.size();
        }
        throw new IndexOutOfBoundsException("place " + place + " of " + size);
    }

    /** How many have a ticket before this one. */
    int before(long ticket) {
        int before = 0;
        for (List<Waiter> piece : pieces) {
            if (piece.get(piece.size() - 1).ticket() >= ticket) {
                return before + in(piece, ticket);
            }
            before += piece.size();
        }
        return before;
    }

    /** Adds one whose ticket is after all others. */
    Waiters and(Waiter waiter) {
        if (size > 0 && last().ticket() >= waiter.ticket()) {
            throw new IllegalArgumentException("ticket " + waiter.ticket() + " is not after " + last().ticket());
        }
        List<List<Waiter>> next = new ArrayList<>(pieces);
        boolean full = next.isEmpty() || next.get(next.size() - 1).size() >= PIECE;
        List<Waiter> piece = full ? new ArrayList<>(1) : new ArrayList<>(next.remove(next.size() - 1));
        piece.add(waiter);
        next.add(piece);
        return new Waiters(next, size + 1);
    }

    /** Without the one of this ticket, which must be there. */
    Waiters without(long ticket) {
        List<List<Waiter>> next = new ArrayList<>(pieces);
        for (int index = 0; index < next.size(); index++) {
            List<Waiter> piece = next.get(index);
            if (piece.get(piece.size() - 1).ticket() >= ticket) {
                List<Waiter> fewer = new ArrayList<>(piece);
                Waiter gone = fewer.remove(in(piece, ticket));
                if (gone.ticket() != ticket) {
                    break;
                }
                next.set(index, fewer);
                next.removeIf(List::isEmpty);
                return new Waiters(next, size - 1);
            }
        }
        throw new IllegalArgumentException("nobody waits with ticket " + ticket);
    }

    private Waiter last() {
        List<Waiter> piece = pieces.get(pieces.size() - 1);
        return piece.get(piece.size() - 1);
    }

    /** How many of a piece have a ticket before this one. */
    private static int in(List<Waiter> piece, long ticket) {
        int low = 0;
        int high = piece.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (piece.get(middle).ticket() < ticket) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
