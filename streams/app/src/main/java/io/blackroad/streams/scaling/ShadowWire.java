package io.blackroad.streams.scaling;

import io.blackroad.scaling.Shadow;
import io.blackroad.schema.LoadSampled;

/**
 * A load sample as it would look with the replicas of a shadow: the same work and the same use, but as many agents, and as
 * much requested, as the shadow has in proportion to what really runs. It goes into the evidence as it was seen.
 */
final class ShadowWire {
    private ShadowWire() {}

    static LoadSampled of(LoadSampled sample, int real, int shadow) {
        if (real == shadow) {
            return sample;
        }
        LoadSampled seen = LoadSampled.newBuilder(sample).build();
        seen.setAgents(count(sample.getAgents(), real, shadow));
        seen.setIdle(count(sample.getIdle(), real, shadow));
        seen.setBusy(count(sample.getBusy(), real, shadow));
        seen.setDraining(count(sample.getDraining(), real, shadow));
        seen.setFresh(count(sample.getFresh(), real, shadow));
        seen.setMissing(count(sample.getMissing(), real, shadow));
        seen.setStarting(count(sample.getStarting(), real, shadow));
        seen.setStartingFresh(count(sample.getStartingFresh(), real, shadow));
        seen.setCpuRequestedMillis(Shadow.inProportion(sample.getCpuRequestedMillis(), real, shadow));
        seen.setCpuMissingMillis(Shadow.inProportion(sample.getCpuMissingMillis(), real, shadow));
        seen.setCpuStartingMillis(Shadow.inProportion(sample.getCpuStartingMillis(), real, shadow));
        seen.setCpuStartingFreshMillis(Shadow.inProportion(sample.getCpuStartingFreshMillis(), real, shadow));
        seen.setMemoryRequestedBytes(Shadow.inProportion(sample.getMemoryRequestedBytes(), real, shadow));
        seen.setMemoryMissingBytes(Shadow.inProportion(sample.getMemoryMissingBytes(), real, shadow));
        seen.setGpuRequestedMillis(Shadow.inProportion(sample.getGpuRequestedMillis(), real, shadow));
        seen.setCpuMaxPermille(count(sample.getCpuMaxPermille(), shadow, real));
        seen.setCpuP50Permille(count(sample.getCpuP50Permille(), shadow, real));
        seen.setCpuP95Permille(count(sample.getCpuP95Permille(), shadow, real));
        return seen;
    }

    private static int count(int amount, int real, int shadow) {
        return (int) Math.min(Integer.MAX_VALUE, Shadow.inProportion(amount, real, shadow));
    }
}
