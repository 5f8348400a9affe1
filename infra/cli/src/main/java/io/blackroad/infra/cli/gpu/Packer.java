package io.blackroad.infra.cli.gpu;

import io.blackroad.gpu.GpuShape;

/** One way of finding a place, with the nodes that it has filled so far. */
interface Packer {

    /** Places a request; false when it finds no room. */
    boolean take(GpuShape shape);
}
