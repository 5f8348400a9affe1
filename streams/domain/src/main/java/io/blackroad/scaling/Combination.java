package io.blackroad.scaling;

import java.util.List;

/** How the numbers of a rule's parts become one. */
@FunctionalInterface
public interface Combination {

    /** The highest, as Kubernetes does with several metrics. */
    Combination MAXIMUM = (parts, opinions) -> {
        int highest = -1;
        for (Opinion opinion : opinions) {
            highest = Math.max(highest, opinion.replicas());
        }
        return highest;
    };

    /**
     * The replicas that the parts want together.
     *
     * @return -1 when it cannot be told
     */
    int replicas(List<Part<?>> parts, List<Opinion> opinions);
}
