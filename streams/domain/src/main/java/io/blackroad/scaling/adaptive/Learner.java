package io.blackroad.scaling.adaptive;

import io.blackroad.scaling.Moment;

/** Takes a demand in: levels at each tick; spreads, the day and the policies when a bucket of some seconds is full. */
final class Learner {
    private static final double MEAN_SECONDS = 86_400;
    private static final double FIRST_MEAN_SECONDS = 600;
    /** While little is known a spread may not be taken from the first steps of a start. */
    private static final double WARM_SECONDS = 600;

    private static final double WARM_CLIP = 0.3;
    private static final double LEAST_CLIP = 0.5;
    private static final double LEAST_MEAN = 0.5;

    private Learner() {}

    static void begin(Cells cells, AdaptiveSettings settings, double demand) {
        double mean = Math.max(demand, LEAST_MEAN);
        cells.set(Cells.MEAN, mean);
        cells.set(Cells.LAG, settings.startSeconds());
        cells.fill(Cells.DELAYED, Cells.RING, demand);
        Levels.fill(cells, Cells.LIVE, demand);
        Levels.fill(cells, Cells.OLD, demand);
        cells.set(Cells.LIVE_TREND, demand);
        cells.set(Cells.OLD_TREND, demand);
        Spread.begin(cells, demand);
        Season.begin(cells);
        Policies.begin(cells, mean, demand);
    }

    static void learn(Cells cells, AdaptiveSettings settings, Moment moment, double demand) {
        double seconds = moment.tickMicros() / 1e6;
        cells.add(Cells.AGE, seconds);
        cells.approach(Cells.MEAN, demand, seconds, Math.min(MEAN_SECONDS, FIRST_MEAN_SECONDS + cells.get(Cells.AGE)));
        Levels.add(cells, Cells.LIVE, demand, seconds);
        Trend.add(cells, Cells.LIVE_TREND, demand, seconds);
        int count = (int) cells.values[Cells.BUCKET_COUNT];
        int slot = Math.min(count, Cells.BUCKET_SAMPLES - 1);
        double full = count > slot ? Math.max(demand, cells.get(Cells.BUCKET + slot)) : demand;
        cells.set(Cells.BUCKET + slot, full);
        cells.values[Cells.BUCKET_COUNT] = count + 1L;
        cells.add(Cells.BUCKET_TIME, seconds);
        if (cells.get(Cells.BUCKET_TIME) >= Cells.BUCKET_SECONDS - 1e-6) {
            bucket(cells, settings, moment, slot + 1);
            cells.values[Cells.BUCKET_COUNT] = 0;
            cells.values[Cells.BUCKET_TIME] = 0;
        }
    }

    private static void bucket(Cells cells, AdaptiveSettings settings, Moment moment, int count) {
        double dt = cells.get(Cells.BUCKET_TIME);
        double[] samples = new double[count];
        double mean = 0;
        for (int i = 0; i < count; i++) {
            samples[i] = cells.get(Cells.BUCKET + i);
            mean += samples[i] / count;
        }
        double horizon = StartLag.horizonSeconds(cells, moment);
        double known = delayed(cells, mean, horizon / dt);
        long micros = moment.micros();
        Levels.add(cells, Cells.OLD, known, dt);
        Trend.add(cells, Cells.OLD_TREND, known, dt);
        Season.addOld(cells, known, dt, micros - Math.round(horizon * 1e6));
        double[] forecasts = Forecasts.old(cells, micros, horizon);
        measure(cells, forecasts, mean, horizon, dt);
        Policies.play(cells, settings, samples, count, dt, forecasts, known);
        Season.add(cells, mean, dt, micros);
    }

    /** Puts a demand into the ring and gives the one that is {@code buckets} older. */
    private static double delayed(Cells cells, double demand, double buckets) {
        int back = (int) Math.max(1, Math.min(Cells.RING, Math.ceil(buckets)));
        int next = (int) cells.values[Cells.NEXT];
        double old = cells.get(Cells.DELAYED + Math.floorMod(next - back, Cells.RING));
        cells.set(Cells.DELAYED + next, demand);
        cells.values[Cells.NEXT] = (next + 1) % Cells.RING;
        return old;
    }

    /** How far each predictor was off. A burst is not held against it longer than a start takes: it is answered by then. */
    private static void measure(Cells cells, double[] forecasts, double demand, double horizon, double dt) {
        boolean warm = cells.get(Cells.AGE) < WARM_SECONDS;
        for (int predictor = 0; predictor < Cells.PREDICTORS; predictor++) {
            int level = predictor == Cells.TREND ? 0 : Math.min(predictor, Cells.LEVELS - 1);
            if (Levels.burst(cells, Cells.OLD, level, horizon)) {
                continue;
            }
            double forecast = forecasts[predictor];
            double usual = warm ? WARM_CLIP * forecast : Levels.CLIP * Spread.at(cells, predictor, forecast);
            double clip = Math.min(usual, forecast) + LEAST_CLIP;
            Spread.add(cells, predictor, forecast, Math.min(clip, Math.abs(demand - forecast)), dt);
        }
    }
}
