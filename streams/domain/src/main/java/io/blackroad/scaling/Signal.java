package io.blackroad.scaling;

import io.blackroad.load.AgentSums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a load sample a rule can be about, by the names that rules and formulas use. */
public enum Signal {
    /** Tasks submitted and not started. */
    QUEUED,
    /** Tasks started and not ended. */
    IN_FLIGHT,
    /** Both: the requests that the target has taken and not answered. */
    CONCURRENCY,
    /** Tasks submitted a second. */
    ARRIVALS,
    /** Tasks completed a second. */
    COMPLETIONS,
    /** Tasks failed a second. */
    FAILURES,
    /** Live agents. */
    AGENTS,
    /** Of them idle. */
    IDLE,
    /** Of them busy. */
    BUSY,
    /** CPU used over requested, percent; unknown without a fresh sample. */
    CPU,
    /** Memory used over requested, percent; unknown without a fresh sample. */
    MEMORY,
    /** GPU used over requested, percent; unknown when no fresh agent requested any. */
    GPU,
    /** Median of the agents' mean task latencies, seconds. */
    LATENCY_P50,
    /** 95th percentile of the same, seconds. */
    LATENCY_P95,
    /** Replicas that the target was told to run. */
    REPLICAS,
    /** Of them ready; unknown when never reported. */
    READY;

    private static final double MICROS = 1e6;

    private final String label = camel(name());

    /** As rules write it, as in {@code inFlight}. */
    public String label() {
        return label;
    }

    /** All labels. */
    public static List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (Signal signal : values()) {
            labels.add(signal.label);
        }
        return labels;
    }

    /** The signal of a label. */
    public static Signal of(String label) {
        for (Signal signal : values()) {
            if (signal.label.equals(label)) {
                return signal;
            }
        }
        throw new IllegalArgumentException("there is no signal " + label);
    }

    /** Its value; {@link Double#NaN} when it is unknown. */
    public double at(Moment moment) {
        AgentSums sums = moment.sample().sums();
        double seconds = moment.tickMicros() / MICROS;
        return switch (this) {
            case QUEUED -> sums.queued();
            case IN_FLIGHT -> sums.inFlight();
            case CONCURRENCY -> sums.queued() + sums.inFlight();
            case ARRIVALS -> moment.sample().tasks().submitted() / seconds;
            case COMPLETIONS -> moment.sample().tasks().completed() / seconds;
            case FAILURES -> moment.sample().tasks().failed() / seconds;
            case AGENTS -> sums.agents();
            case IDLE -> sums.idle();
            case BUSY -> sums.busy();
            case CPU -> percent(sums.cpuUsedMillis(), sums.cpuRequestedMillis());
            case MEMORY -> percent(sums.memoryUsedBytes(), sums.memoryRequestedBytes());
            case GPU -> percent(sums.gpuUsedMillis(), sums.gpuRequestedMillis());
            case LATENCY_P50 -> moment.sample().latencyP50Micros() / MICROS;
            case LATENCY_P95 -> moment.sample().latencyP95Micros() / MICROS;
            case REPLICAS -> moment.replicas();
            case READY -> moment.ready() < 0 ? Double.NaN : moment.ready();
        };
    }

    private static double percent(long used, long requested) {
        return requested == 0 ? Double.NaN : 100.0 * used / requested;
    }

    private static String camel(String name) {
        StringBuilder label = new StringBuilder();
        for (String word : name.toLowerCase(Locale.ROOT).split("_")) {
            label.append(label.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return label.toString();
    }
}
