package io.blackroad.sink.controller;

/** The process ended here. An error, so that nothing on the way takes it for a failure that may pass. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("crash", null, false, false);
    }

    /** Where a process may end: before and after every effect outside of it. */
    static final class Points {
        private int left = Integer.MAX_VALUE;

        /** Ends the process at the point that comes after this many. */
        void after(int points) {
            left = points;
        }

        void never() {
            left = Integer.MAX_VALUE;
        }

        void pass() {
            if (left-- == 0) {
                throw new Crash();
            }
        }
    }
}
