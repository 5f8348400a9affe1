package io.blackroad.scaling.adaptive;

import io.blackroad.scaling.Binding;
import io.blackroad.scaling.Forecast;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.Memory;
import io.blackroad.scaling.Moment;
import io.blackroad.scaling.Opinion;
import io.blackroad.scaling.ParameterReader;
import java.util.Locale;
import java.util.Map;

/**
 * Rule kind {@code adaptive}. Three things ask for replicas: the forecast of the demand at the time when a replica that
 * is ordered now is ready, with the margin that has paid lately; the demand of this very tick, which is the burst path;
 * and the queue, which is to be gone within some minutes. The highest wins. What is too much goes by {@link Patience}.
 */
public final class AdaptiveKind implements Kind<AdaptiveSettings> {
    /** More than this share on top of the demand is never ordered for a queue. */
    private static final double DRAIN_SHARE = 0.08;

    /** Work that waits no longer than this, in seconds of one replica, is no queue. */
    private static final double LEAST_BACKLOG = 0.5;

    @Override
    public String name() {
        return Cells.OWNER;
    }

    @Override
    public AdaptiveSettings parameters(ParameterReader given) {
        AdaptiveSettings usual = AdaptiveSettings.DEFAULT;
        return new AdaptiveSettings(
                given.decimal("shortagePrice", 0, 10_000, usual.shortagePrice()),
                given.decimal("reversalPrice", 0, 100_000, usual.reversalPrice()),
                given.decimal("startSeconds", 0, 300, usual.startSeconds()),
                given.decimal("drainSeconds", 10, 86_400, usual.drainSeconds()));
    }

    /** It has a patience of its own, which is measured; a second one around it would only be late. */
    @Override
    public Map<String, String> limits(AdaptiveSettings parameters) {
        return Map.of("limits.oscillation", "false", "limits.cooldownDownSeconds", "0");
    }

    @Override
    public Opinion propose(AdaptiveSettings settings, Memory before, Moment moment) {
        if (moment.sample().sums().fresh() == 0) {
            return Opinion.unknown(before, Binding.NO_FRESH_SAMPLE, () -> "no agent has a fresh sample");
        }
        Cells known = Cells.of(before);
        Cells cells = known == null ? Cells.empty() : known;
        double demand = DemandGauge.read(cells, moment);
        if (known == null) {
            Learner.begin(cells, settings, demand);
        }
        StartLag.watch(cells, moment);
        Learner.learn(cells, settings, moment, demand);
        return opinion(settings, cells, moment, demand);
    }

    private static Opinion opinion(AdaptiveSettings settings, Cells cells, Moment moment, double demand) {
        int policy = (int) cells.values[Cells.CHOSEN];
        int predictor = Policies.predictor(policy);
        double horizon = StartLag.horizonSeconds(cells, moment);
        double forecast = Forecasts.live(cells, predictor, moment.micros(), horizon);
        double spread = Spread.at(cells, predictor, forecast);
        double wish = Policies.wish(policy, forecast, spread, demand);
        double backlog = DemandGauge.backlog(cells, moment);
        double drain = drain(settings, cells, demand, backlog);
        int told = moment.replicas();
        Patience patience = new Patience();
        patience.area = cells.get(Cells.AREA);
        patience.highest = (int) cells.values[Cells.HIGHEST];
        int to = patience.decide(
                told,
                Math.max(drain, Policies.least(policy, forecast, spread, demand)),
                Math.max(drain, wish),
                forecast,
                Policies.patienceSeconds(policy),
                moment.tickMicros() / 1e6);
        to = drained(cells, patience, told, to, Patience.whole(wish), Patience.whole(drain));
        cells.set(Cells.AREA, patience.area);
        cells.values[Cells.HIGHEST] = patience.highest;
        double capacity = DemandGauge.capacity(cells);
        Opinion opinion = Opinion.of(
                cells.memory(),
                to,
                () -> sentence(demand, predictor, forecast, spread, policy, horizon, backlog, wish, capacity));
        opinion = opinion.expecting(
                new Forecast(Math.round(1_000 * forecast), Math.round(1_000 * spread), Math.round(1e6 * horizon)));
        boolean burst = Patience.whole(wish) > told && demand > told;
        int permille = told == 0 ? -1 : (int) Math.min(Integer.MAX_VALUE, Math.round(1_000 * demand / told));
        return burst ? opinion.at(permille).urgently() : opinion.at(permille);
    }

    private static double drain(AdaptiveSettings settings, Cells cells, double demand, double backlog) {
        if (backlog < LEAST_BACKLOG) {
            return 0;
        }
        double level = Levels.at(cells, Cells.LIVE, 0);
        return Math.min(demand * (1 + DRAIN_SHARE), level + backlog / settings.drainSeconds());
    }

    /** What was ordered only for the queue goes with it, without patience. */
    private static int drained(Cells cells, Patience patience, int told, int to, int wanted, int drain) {
        long extra = cells.values[Cells.EXTRA];
        if (to > told) {
            cells.values[Cells.EXTRA] = drain > wanted ? extra + to - Math.max(told, Math.min(to, wanted)) : extra;
            return to;
        }
        if (to < told) {
            cells.values[Cells.EXTRA] = 0;
            return to;
        }
        if (extra > 0 && drain <= wanted) {
            cells.values[Cells.EXTRA] = 0;
            int left = (int) Math.max(wanted, told - extra);
            if (left < told) {
                patience.reset();
                return left;
            }
        }
        return told;
    }

    private static String source(int predictor) {
        if (predictor == Cells.TREND) {
            return "the trend";
        }
        return predictor == Cells.DAY ? "the day's course" : "the mean over " + Cells.LEVEL_SECONDS[predictor] + " s";
    }

    private static String sentence(
            double demand,
            int predictor,
            double forecast,
            double spread,
            int policy,
            double horizon,
            double backlog,
            double wish,
            double capacity) {
        String source = source(predictor);
        String work = capacity > 0
                ? String.format(Locale.ROOT, "work for %.1f replicas of %.3g tasks/s arrives", demand, capacity)
                : String.format(Locale.ROOT, "%.1f replicas are busy", demand);
        String queue =
                backlog < LEAST_BACKLOG ? "" : String.format(Locale.ROOT, ", %.0f replica-seconds of it wait", backlog);
        return String.format(
                Locale.ROOT,
                "%s%s; %s expects %.1f in %.0f s, give or take %.1f, and %.1f times that is kept spare: %d",
                work,
                queue,
                source,
                forecast,
                horizon,
                spread,
                Policies.margin(policy),
                Patience.whole(wish));
    }
}
