package io.blackroad.infra.system;

/** The system that is shared is one of processes. */
abstract class SharedWorld extends SharedSystem<World> {}
