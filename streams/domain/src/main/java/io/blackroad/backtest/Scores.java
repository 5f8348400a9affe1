package io.blackroad.backtest;

/**
 * How well a rule set did. Shares are of the time or of the work, between 0 and 1. The demand of a tick is the whole
 * number of replicas that it needs, the supply is what is ready.
 *
 * <p>{@code accuracyUnder}, {@code accuracyOver}, {@code timeshareUnder}, {@code timeshareOver} and {@code instability}
 * are the elasticity metrics of the SPEC Research Group (report SPEC-RG-2016-01, "Ready for Rain?"): the mean shortage
 * and surplus relative to the demand, the share of time in either, and the share of steps where demand and supply do not
 * move the same way. {@code deviation} joins the five as a Minkowski distance of order 3 (Bauer et al., Chameleon, 2018).
 *
 * @param hours length of the run
 * @param underHours replica-hours that were short
 * @param overHours replica-hours that were ready and not needed
 * @param accuracyUnder mean shortage relative to the demand
 * @param accuracyOver mean surplus relative to the demand
 * @param timeshareUnder share of the time with fewer replicas than needed: the under-provisioned time
 * @param timeshareOver share of the time with more than needed
 * @param instability share of the steps at which demand and supply do not move the same way
 * @param deviation all of the above in one number
 * @param changes changes of the replicas
 * @param reversals changes against the direction of the change before
 * @param unserved share of the work that was given up
 * @param waitSeconds mean time that work waited
 * @param longestQueueSeconds longest queue, in seconds that the peak demand takes to bring it
 * @param mostReplicas most replicas at once
 * @param replicaHours replicas that cost, times how long: starting, ready and draining
 * @param clairvoyantHours the least replica-hours without any shortage, for one who knows the future
 * @param dollars replica-hours times their price
 */
public record Scores(
        double hours,
        double underHours,
        double overHours,
        double accuracyUnder,
        double accuracyOver,
        double timeshareUnder,
        double timeshareOver,
        double instability,
        double deviation,
        int changes,
        int reversals,
        double unserved,
        double waitSeconds,
        double longestQueueSeconds,
        int mostReplicas,
        double replicaHours,
        double clairvoyantHours,
        double dollars) {

    /** Replica-hours beyond those of the one who knows the future. */
    public double regretHours() {
        return replicaHours - clairvoyantHours;
    }

    /** No better in both under-provisioned time and replica-hours than {@code other}, and worse in one. */
    public boolean isDominatedBy(Scores other) {
        return other.timeshareUnder <= timeshareUnder
                && other.replicaHours <= replicaHours
                && (other.timeshareUnder < timeshareUnder || other.replicaHours < replicaHours);
    }
}
