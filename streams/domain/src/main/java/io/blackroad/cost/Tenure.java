package io.blackroad.cost;

/**
 * For which times an agent is paid. A boot holds what its newest lifecycle fact says, from that fact until the next, and
 * is paid for up to its newest fact of any kind. So whoever falls silent costs nothing beyond its last word; whoever
 * speaks again in the same boot was there all the time, and is paid for it. A boot that never said good-bye ends with its
 * last word, and at the latest when the next one begins. One that was silent for longer than a day was forgotten: the
 * silence is not paid for, and what it holds it holds from its next word on.
 *
 * <p>Facts of different topics may come in any order: what was paid too much is taken back. The same facts give the
 * same sums.
 *
 * @param now the newest boot; null before the first lifecycle fact
 * @param before the boot before, while word of it may still come; null for none
 */
public record Tenure(Stay now, Stay before) {
    /** Whoever is silent for longer is forgotten, and not paid for the silence. */
    private static final long LONGEST_SILENCE_MICROS = 24 * PriceUnit.HOUR.micros();

    public static final Tenure NONE = new Tenure(null, null);

    /**
     * One boot.
     *
     * @param holding what it holds; null once it has ended
     * @param fromMicros since when it holds that
     * @param paidMicros until when that is paid
     * @param untilMicros it is not paid beyond
     */
    public record Stay(long epoch, Holding holding, long fromMicros, long paidMicros, long untilMicros) {}

    /** Hears what is paid, and with -1 as the sign what is taken back. */
    @FunctionalInterface
    public interface Payments {
        void paid(Holding holding, long fromMicros, long toMicros, int sign);
    }

    /**
     * A lifecycle fact of the newest boot or of a newer one.
     *
     * @param holding what the agent holds from now on; null when it has ended
     */
    public Tenure lived(long epoch, Holding holding, long atMicros, Payments payments) {
        if (now == null) {
            return new Tenure(new Stay(epoch, holding, atMicros, atMicros, Long.MAX_VALUE), null);
        }
        // A clock that steps back changes nothing before the last change.
        long at = Math.max(atMicros, now.fromMicros());
        long paid = now.paidMicros();
        if (at < paid) {
            pay(now.holding(), at, paid, -1, payments);
            paid = at;
        }
        if (epoch == now.epoch()) {
            if (!isForgotten(paid, at)) {
                pay(now.holding(), paid, at, 1, payments);
            }
            pay(holding, at, now.paidMicros(), 1, payments);
            long until = Math.max(at, now.paidMicros());
            return new Tenure(new Stay(epoch, holding, at, until, Long.MAX_VALUE), before);
        }
        Stay left = now.holding() == null ? null : new Stay(now.epoch(), now.holding(), now.fromMicros(), paid, at);
        return new Tenure(new Stay(epoch, holding, at, at, Long.MAX_VALUE), left);
    }

    /** Another fact, of any boot. */
    public Tenure heard(long epoch, long atMicros, Payments payments) {
        if (now != null && now.epoch() == epoch) {
            return new Tenure(heard(now, atMicros, payments), before);
        }
        if (before != null && before.epoch() == epoch) {
            return new Tenure(now, heard(before, atMicros, payments));
        }
        return this;
    }

    private static Stay heard(Stay stay, long atMicros, Payments payments) {
        long to = Math.min(atMicros, stay.untilMicros());
        if (stay.holding() == null || to <= stay.paidMicros()) {
            return stay;
        }
        boolean forgotten = isForgotten(stay.paidMicros(), to);
        if (!forgotten) {
            pay(stay.holding(), stay.paidMicros(), to, 1, payments);
        }
        return new Stay(stay.epoch(), stay.holding(), forgotten ? to : stay.fromMicros(), to, stay.untilMicros());
    }

    /** True when nothing was heard for so long that the time in between is not paid for. */
    public static boolean isForgotten(long paidMicros, long heardMicros) {
        return heardMicros - paidMicros > LONGEST_SILENCE_MICROS;
    }

    private static void pay(Holding holding, long from, long to, int sign, Payments payments) {
        if (holding != null && from < to) {
            payments.paid(holding, from, to, sign);
        }
    }
}
