package io.blackroad.producer.fleet;

/** What happens when a time has come. */
interface Due {
    void due(long now);
}
