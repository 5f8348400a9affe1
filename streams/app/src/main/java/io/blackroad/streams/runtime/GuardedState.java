package io.blackroad.streams.runtime;

import io.blackroad.schema.ScaleDecided;
import io.blackroad.schema.ScaleJudged;
import io.blackroad.schema.control.Budget;
import io.blackroad.schema.control.Phase;
import io.blackroad.schema.control.Price;
import io.blackroad.schema.control.Region;
import io.blackroad.streams.live.Sight;
import io.blackroad.streams.query.AgentFilter;
import io.blackroad.streams.query.AgentView;
import io.blackroad.streams.query.AlertView;
import io.blackroad.streams.query.CostBook;
import io.blackroad.streams.query.GpuPoolView;
import io.blackroad.streams.query.Held;
import io.blackroad.streams.query.LocalState;
import io.blackroad.streams.query.Partition;
import io.blackroad.streams.query.PartitionTotals;
import io.blackroad.streams.query.PlacementView;
import io.blackroad.streams.query.Slice;
import io.blackroad.streams.query.StateUnavailableException;
import io.blackroad.streams.query.TargetKey;
import io.blackroad.streams.query.TargetView;
import io.blackroad.streams.query.TopicBalance;
import io.blackroad.streams.query.WorkerView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * A state whose stores may move away at any moment, also between two reads of one answer: Kafka Streams looks a store up
 * at each read. Whoever asks then hears that it cannot be read now, and never a failure. Nor is anything said not to exist
 * by an instance that lost touch with its group: others may hold its partitions by now, and know more.
 */
final class GuardedState implements LocalState {
    private final LocalState state;
    private final BooleanSupplier inTouch;

    /** @param inTouch whether the group still takes this instance for the holder of its partitions */
    GuardedState(LocalState state, BooleanSupplier inTouch) {
        this.state = state;
        this.inTouch = inTouch;
    }

    @Override
    public Optional<AgentView> agent(String agentId) {
        return find(() -> state.agent(agentId));
    }

    @Override
    public Slice<AgentView> agents(AgentFilter filter, String afterId, int limit) {
        return read(() -> state.agents(filter, afterId, limit));
    }

    @Override
    public Slice<Sight> sights() {
        return read(state::sights);
    }

    @Override
    public Optional<TargetView> target(TargetKey target) {
        return find(() -> state.target(target));
    }

    @Override
    public Slice<TargetView> targets() {
        return read(state::targets);
    }

    @Override
    public List<ScaleDecided> decisions(TargetKey target, long beforeSequence, int limit) {
        return known(read(() -> state.decisions(target, beforeSequence, limit)), List::isEmpty);
    }

    @Override
    public Optional<ScaleDecided> decision(TargetKey target, long sequence) {
        return find(() -> state.decision(target, sequence));
    }

    @Override
    public Optional<ScaleJudged> effect(TargetKey target, long sequence) {
        return read(() -> state.effect(target, sequence));
    }

    @Override
    public List<PartitionTotals> totals() {
        return read(state::totals);
    }

    @Override
    public Slice<TopicBalance> balance() {
        return read(state::balance);
    }

    @Override
    public Slice<GpuPoolView> gpuPools() {
        return read(state::gpuPools);
    }

    @Override
    public Slice<AlertView> alerts() {
        return read(state::alerts);
    }

    @Override
    public Slice<PlacementView> placements() {
        return read(state::placements);
    }

    @Override
    public Slice<WorkerView> worker(String id) {
        return known(read(() -> state.worker(id)), found -> found.items().isEmpty());
    }

    @Override
    public List<Region> regions() {
        return read(state::regions);
    }

    @Override
    public Slice<CostBook> cost(Duration back) {
        return read(() -> state.cost(back));
    }

    @Override
    public Set<Partition> holdings(Consumer<Held> visitor) {
        return read(() -> state.holdings(visitor));
    }

    @Override
    public List<Budget> budgets() {
        return read(state::budgets);
    }

    @Override
    public List<Price> prices() {
        return read(state::prices);
    }

    @Override
    public List<Phase> phases() {
        return read(state::phases);
    }

    private <T> Optional<T> find(Supplier<Optional<T>> read) {
        return known(read(read), Optional::isEmpty);
    }

    private <T> T known(T answer, Predicate<T> saysNothing) {
        if (saysNothing.test(answer) && !inTouch.getAsBoolean()) {
            throw new StateUnavailableException(
                    "this instance has not heard from its group for longer than two heartbeats");
        }
        return answer;
    }

    static <T> T read(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (InvalidStateStoreException e) {
            throw new StateUnavailableException("the state moves to another instance: " + e.getMessage(), e);
        }
    }
}
