package io.blackroad.infra.cli.doctor;

import java.util.List;

/**
 * What a check found.
 *
 * @param verdict good, bad, or not known because something else is bad
 * @param where what was looked at: an address, a topic, a folder
 * @param what what was seen there
 * @param advice what to do; empty when nothing is to be done
 */
record Finding(Verdict verdict, String where, String what, String advice) {

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

    static Finding ok(String where, String what) {
        return new Finding(Verdict.OK, where, what, "");
    }

    static Finding wrong(String where, String what, String advice) {
        return new Finding(Verdict.WRONG, where, what, advice);
    }

    static Finding skipped(String because) {
        return new Finding(Verdict.SKIPPED, "", "not checked: " + because, "");
    }

    /** Those that are wrong, or what is well when none is. */
    static List<Finding> allOr(List<Finding> wrong, String where, String what) {
        return wrong.isEmpty() ? List.of(ok(where, what)) : wrong;
    }

    boolean isOk() {
        return verdict == Verdict.OK;
    }
}
