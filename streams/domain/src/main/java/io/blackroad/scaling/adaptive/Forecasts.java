package io.blackroad.scaling.adaptive;

/** What each predictor says, now or a start lag ago. Without a day to look back to, the day's is the slowest level's. */
final class Forecasts {
    private Forecasts() {}

    /** What was forecast a start lag ago for now. */
    static double[] old(Cells cells, long micros, double horizonSeconds) {
        double[] forecasts = new double[Cells.PREDICTORS];
        for (int level = 0; level < Cells.LEVELS; level++) {
            forecasts[level] = Levels.at(cells, Cells.OLD, level);
        }
        double day = Season.oldForecast(cells, micros);
        forecasts[Cells.DAY] = day < 0 ? forecasts[Cells.LEVELS - 1] : day;
        forecasts[Cells.TREND] = Trend.at(cells, Cells.OLD, Cells.OLD_TREND, horizonSeconds);
        return forecasts;
    }

    /** What a predictor forecasts at {@code micros}, since 1970, for so many seconds later. */
    static double live(Cells cells, int predictor, long micros, double horizonSeconds) {
        if (predictor == Cells.TREND) {
            return Trend.at(cells, Cells.LIVE, Cells.LIVE_TREND, horizonSeconds);
        }
        long ahead = micros + Math.round(horizonSeconds * 1e6);
        double day = predictor == Cells.DAY ? Season.forecast(cells, ahead) : -1;
        return day >= 0 ? day : Levels.at(cells, Cells.LIVE, Math.min(predictor, Cells.LEVELS - 1));
    }
}
