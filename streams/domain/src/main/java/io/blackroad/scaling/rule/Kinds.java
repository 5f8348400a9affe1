package io.blackroad.scaling.rule;

import io.blackroad.scaling.GuideKind;
import io.blackroad.scaling.Kind;
import io.blackroad.scaling.adaptive.AdaptiveKind;
import io.blackroad.scaling.backlog.BacklogKind;
import io.blackroad.scaling.panic.PanicKind;
import io.blackroad.scaling.pool.PoolKind;
import io.blackroad.scaling.ray.RayKind;
import io.blackroad.scaling.schedule.ScheduleKind;
import io.blackroad.scaling.target.TargetKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rule kinds that there are. A new kind is one line here, and a symbol in the schema's {@code RuleKind}. */
public final class Kinds {
    static final String GUIDE = "guide";

    private static final Map<String, Kind<?>> ALL = byName(List.of(
            new GuideKind(),
            new AdaptiveKind(),
            new TargetKind(),
            new PanicKind(),
            new BacklogKind(),
            new PoolKind(),
            new ScheduleKind(),
            new RayKind()));

    private Kinds() {}

    /** Names of all kinds, in order. */
    public static Set<String> names() {
        return ALL.keySet();
    }

    /** The kind of a name; null when there is none. */
    public static Kind<?> of(String name) {
        return ALL.get(name);
    }

    private static Map<String, Kind<?>> byName(List<Kind<?>> kinds) {
        Map<String, Kind<?>> all = new TreeMap<>();
        kinds.forEach(kind -> all.put(kind.name(), kind));
        return all;
    }
}
