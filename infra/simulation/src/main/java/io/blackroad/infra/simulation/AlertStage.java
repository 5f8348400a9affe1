package io.blackroad.infra.simulation;

import io.blackroad.alert.AlertChange;
import io.blackroad.alert.Alerts;
import io.blackroad.alert.AlertsState;
import io.blackroad.alert.FleetMoment;
import io.blackroad.decision.Outcome;
import io.blackroad.load.AgentSums;
import io.blackroad.load.LoadSample;
import io.blackroad.load.LoadState;
import io.blackroad.load.Loads;
import io.blackroad.load.Sources;
import java.time.Instant;
import java.util.List;

/** The alerts: partials of the whole fleet become samples, and each sample is judged where it is made. */
final class AlertStage extends Stage<AlertStage.Kept> {
    private static final String FLEET = "fleet";

    private final Channels out;
    private final Surroundings around;
    private final Speakers speakers;
    private LoadState load = LoadState.EMPTY;
    private AlertsState alerts = AlertsState.EMPTY;

    /** What is logged. Which partition spoke when is not. */
    record Kept(LoadState load, AlertsState alerts) {}

    AlertStage(Channels in, Channels out, Surroundings around) {
        super("alerts", List.of(in.fleet));
        this.out = out;
        this.around = around;
        this.speakers = new Speakers(around.clock());
        begin();
    }

    @Override
    Kept state() {
        return new Kept(load, alerts);
    }

    @Override
    void restore(Kept survived) {
        load = survived.load();
        alerts = around.bug() == Bug.ALERT_FORGOTTEN ? AlertsState.EMPTY : survived.alerts();
        speakers.forget();
    }

    @Override
    void take(int source, Object record) {
        Channels.Sent sent = (Channels.Sent) record;
        speakers.heard(FLEET, sent.partial().partition());
        load = Loads.accept(load, sent.partial());
    }

    @Override
    void look() {
        Sources sources = new Sources(speakers.holdingBack(FLEET), around.unread(), partition -> false);
        Outcome<LoadState, LoadSample> outcome = Loads.close(LoadStage.POLICY, load, sources);
        load = outcome.state();
        outcome.decisions().forEach(this::judge);
    }

    private void judge(LoadSample sample) {
        AlertRows rows = around.alerts().get();
        boolean hurries = around.bug() == Bug.ALERT_ON_PROCESSING_TIME;
        Instant now = LoadStage.instant(hurries ? around.clock().getAsLong() : sample.tick() * AgentStage.TICK);
        Outcome<AlertsState, AlertChange> outcome = Alerts.decide(rows.rules(), alerts, moment(sample, rows), now);
        alerts = outcome.state();
        emit(out.watched, new Channels.Watched(sample, rows, outcome.decisions()));
    }

    private static FleetMoment moment(LoadSample sample, AlertRows rows) {
        AgentSums sums = sample.sums();
        return new FleetMoment(
                sums.agents(),
                rows.phaseAgents() == 0 ? "" : "phase",
                rows.phaseAgents(),
                sums.queued(),
                sums.fresh(),
                sums.missing(),
                sums.gpuUsedMillis(),
                sums.gpuRequestedMillis());
    }
}
