package io.blackroad.infra.cli.doctor;

/**
 * What one check found.
 *
 * @param verdict good, bad, or not known because something else is bad
 * @param what what was seen
 * @param advice what to do; empty when nothing is to be done
 */
record Finding(Verdict verdict, String what, String advice) {

    /** How it is. */
    enum Verdict {
        OK("ok"),
        WRONG("WRONG"),
        SKIPPED("-");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Finding ok(String what) {
        return new Finding(Verdict.OK, what, "");
    }

    static Finding wrong(String what, String advice) {
        return new Finding(Verdict.WRONG, what, advice);
    }

    static Finding skipped(String because) {
        return new Finding(Verdict.SKIPPED, "not checked: " + because, "");
    }

    boolean isOk() {
        return verdict == Verdict.OK;
    }
}
