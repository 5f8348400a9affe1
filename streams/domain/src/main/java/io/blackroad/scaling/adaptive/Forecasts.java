package io.blackroad.scaling.adaptive;

/** What each predictor says, now or a start lag ago. Without a day to look back to, the day's is the slowest level's. */
final class Forecasts {
    private Forecasts() {}

    /** What was forecast a start lag ago for now. */
    static double[] old(Cells cells, long micros) {
        double[] forecasts = new double[Cells.PREDICTORS];
        for (int level = 0; level < Cells.LEVELS; level++) {
            forecasts[level] = Levels.at(cells, Cells.OLD, level);
        }
        double day = Season.oldForecast(cells, micros);
        forecasts[Cells.LEVELS] = day < 0 ? forecasts[Cells.LEVELS - 1] : day;
        return forecasts;
    }

    /** What a predictor forecasts now for the time {@code ahead}, microseconds since 1970. */
    static double live(Cells cells, int predictor, long ahead) {
        double day = predictor == Cells.LEVELS ? Season.forecast(cells, ahead) : -1;
        return day >= 0 ? day : Levels.at(cells, Cells.LIVE, Math.min(predictor, Cells.LEVELS - 1));
    }
}
