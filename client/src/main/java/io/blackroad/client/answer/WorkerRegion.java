package io.blackroad.client.answer;

import java.util.List;

/**
 * The workers of one region.
 *
 * @param region its region
 * @param fullestPermille load of the fullest over the mean, thousandths
 * @param workers its workers
 */
public record WorkerRegion(String region, int fullestPermille, List<Line> workers) {

    /**
     * A worker in the list.
     *
     * @param id its name
     * @param state what becomes of it
     * @param load its load
     * @param agents agents on it
     */
    public record Line(String id, String state, long load, int agents) {}
}
