package io.blackroad.streams.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The last half hour of each target: a point for each five seconds, the newest of its five. Not safe for threads. */
public final class SeriesBook {
    public static final int INTERVAL_SECONDS = 5;
    public static final int KEPT_SECONDS = 1_800;

    /** Targets that have a series: some 20 MB. Others are shown without one. */
    static final int MAX_TARGETS = 500;

    private final Map<String, Deque<TargetPoint>> series = new TreeMap<>();

    /** Takes points over, and gives back those that are news: a number has changed, or five seconds have passed. */
    public List<TargetPoint> add(Collection<TargetPoint> points) {
        List<TargetPoint> news = new ArrayList<>();
        for (TargetPoint point : points) {
            if (!series.containsKey(point.target()) && series.size() == MAX_TARGETS) {
                continue;
            }
            if (add(series.computeIfAbsent(point.target(), none -> new ArrayDeque<>()), point)) {
                news.add(point);
            }
        }
        return news;
    }

    /** Points later than a second, by target. */
    public List<TargetPoint> after(long second) {
        List<TargetPoint> found = new ArrayList<>();
        series.values()
                .forEach(points ->
                        points.stream().filter(point -> point.second() > second).forEach(found::add));
        return found;
    }

    /** Forgets targets of which nothing was heard since a second. */
    public void forget(long second) {
        series.values().removeIf(points -> points.getLast().second() <= second);
    }

    private static boolean add(Deque<TargetPoint> points, TargetPoint point) {
        TargetPoint last = points.peekLast();
        if (last == null) {
            return points.add(point);
        }
        if (point.second() <= last.second()) {
            return false;
        }
        if (point.second() / INTERVAL_SECONDS == last.second() / INTERVAL_SECONDS) {
            points.removeLast();
            points.add(point);
            return !point.sameAs(last);
        }
        points.add(point);
        while (points.getFirst().second() <= point.second() - KEPT_SECONDS) {
            points.removeFirst();
        }
        return true;
    }
}
