package io.blackroad.streams.load;

import io.blackroad.load.LoadPolicy;
import java.time.Duration;

/**
 * How the load stage closes ticks.
 *
 * @param tick length of a tick, event time
 * @param policy when a silent partition's knowledge grows old
 * @param idle a source partition silent for this long on our clock holds no tick back
 */
public record LoadSettings(Duration tick, LoadPolicy policy, Duration idle) {}
