package io.blackroad.infra.simulation;

import io.blackroad.scaling.Answer;
import io.blackroad.scaling.Direction;
import io.blackroad.scaling.ScaleDecision;
import io.blackroad.sink.controller.Attempt;
import io.blackroad.sink.controller.Fence;
import io.blackroad.sink.controller.Order;
import io.blackroad.sink.controller.RetryPolicy;
import io.blackroad.sink.controller.TargetId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/**
 * A controller process: reads decisions, carries the newest of each target out by the real fence, reports, and notes how
 * far it has read. All that it knows is in its memory; after its death it begins from what is stored.
 */
final class Controller {
    private static final RetryPolicy RETRY = new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(4));
    private static final long SURVEY = 3 * Agenda.SECOND;

    private final World world;
    private final int number;
    private final Chance chance;
    private final Interface targets;
    private Map<String, Fence> fences;
    private int read;
    private long surveyed;

    Controller(World world, int number, Chance chance) {
        this.world = world;
        this.number = number;
        this.chance = chance;
        this.targets = new Interface(world, chance.split());
        next(chance.between(1, Agenda.SECOND));
    }

    private void next(long micros) {
        world.agenda().in(micros, this::turn);
    }

    private void turn() {
        if (!world.leads(number)) {
            // Whoever leads again begins anew.
            fences = null;
            next(Agenda.SECOND);
            return;
        }
        try {
            step();
            boolean stopped = chance.permille(world.faults().controllerDeath / 4);
            next(stopped ? chance.between(Agenda.SECOND, 30 * Agenda.SECOND) : 200 * Agenda.MILLI);
        } catch (Interface.Killed e) {
            fences = null;
            next(chance.between(Agenda.SECOND, 8 * Agenda.SECOND));
        }
        world.check();
    }

    private void step() {
        if (fences == null) {
            restore();
        }
        Log<Channels.Decided> decisions = world.channels().decisions;
        for (; read < decisions.end(); read++) {
            Channels.Decided decided = decisions.at(read);
            if (decided.decision().direction() != Direction.HOLD) {
                fences.compute(decided.target(), (id, fence) -> fence.decided(order(decided, read)));
            }
        }
        fences.replaceAll((id, fence) -> act(id, fence));
        survey();
        int first = fences.values().stream()
                .filter(fence -> fence.waiting() != null)
                .mapToInt(fence -> (int) fence.waiting().at().offset())
                .min()
                .orElse(read);
        world.noteRead(Math.min(first, read));
    }

    private void restore() {
        fences = new TreeMap<>();
        Sites.TARGETS.forEach(target -> fences.put(target, Fence.restored(world.answered(target))));
        read = world.notedRead();
        surveyed = 0;
    }

    private Fence act(String target, Fence fence) {
        if (!fence.due(now())) {
            return fence;
        }
        if (world.bug() == Bug.REPORT_BEFORE_APPLY) {
            long sequence = fence.waiting().sequence();
            report(
                    target,
                    new Answer(
                            sequence, Answer.Kind.APPLIED, world.target(target).told()));
        }
        Attempt attempt = Attempt.of(fence, targets, Clock.fixed(now(), ZoneOffset.UTC));
        if (attempt.failed() && !fence.isLastTry(RETRY)) {
            return fence.failed(RETRY, attempt.retryAfter(), now());
        }
        targets.mayDie();
        Answer.Kind kind =
                switch (attempt.answer().outcome()) {
                    case APPLIED, NO_OP -> Answer.Kind.APPLIED;
                    case REPORTED -> Answer.Kind.REPORT;
                    case REFUSED, FAILED, EXPIRED, UNKNOWN -> Answer.Kind.NOT_APPLIED;
                };
        report(
                target,
                new Answer(attempt.answer().sequence(), kind, attempt.runs().told()));
        targets.mayDie();
        return act(target, fence.answered(attempt.answer(), now()));
    }

    private void survey() {
        if (world.agenda().now() - surveyed >= SURVEY) {
            surveyed = world.agenda().now();
            fences.forEach((target, fence) -> report(
                    target,
                    new Answer(
                            fence.answered(),
                            Answer.Kind.REPORT,
                            world.target(target).told())));
        }
    }

    private void report(String target, Answer answer) {
        world.report(target, answer);
        if (chance.permille(world.faults().reportRepeat)) {
            world.agenda().in(chance.between(0, 2 * Agenda.SECOND), () -> world.report(target, answer));
        }
    }

    private Instant now() {
        return LoadStage.instant(world.agenda().now());
    }

    private Order order(Channels.Decided decided, int offset) {
        ScaleDecision decision = decided.decision();
        return new Order(
                new TargetId(Sites.region(decided.target()), Sites.service(decided.target())),
                decision.sequence(),
                decided.target() + "." + decision.sequence(),
                decision.from(),
                decision.to(),
                decision.decidedAt(),
                now(),
                decision.validUntil(),
                Duration.ofSeconds(Sites.COOLDOWN_SECONDS),
                decision.reason(),
                new Order.Position(0, offset));
    }
}
