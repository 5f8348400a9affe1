package io.blackroad.infra.system.container;

import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/** For a container that others wait for in their own way. */
final class NoWait extends AbstractWaitStrategy {
    static final NoWait STRATEGY = new NoWait();

    @Override
    protected void waitUntilReady() {}
}
