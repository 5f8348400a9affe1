package io.blackroad.streams.agent;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** How queries ask for the agent table of one partition. */
public final class AgentTables implements QueryableStoreType<AgentTableStore> {

    @Override
    public boolean accepts(StateStore store) {
        return store instanceof AgentTableStore;
    }

    @Override
    public AgentTableStore create(StateStoreProvider provider, String storeName) {
        return provider.stores(storeName, this).get(0);
    }
}
