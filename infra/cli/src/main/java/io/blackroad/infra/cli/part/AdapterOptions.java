package io.blackroad.infra.cli.part;

import io.blackroad.access.OwnToken;
import io.blackroad.sink.controller.Leadership;
import io.blackroad.sink.controller.ReplicaTarget;
import io.blackroad.sink.controller.TargetId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The options of one adapter. Libraries of an adapter appear in no field or method of these classes, since picocli looks at
 * all of them: they are loaded when the adapter is opened.
 */
interface AdapterOptions {

    /**
     * What was asked of a controller.
     *
     * @param name of the controller
     * @param targets what runs each target; empty text where nothing was said
     * @param environment variables of the process
     * @param server the HTTP interface that knows the agents
     * @param token what it is shown
     * @param dry whether nothing is to be done
     */
    record Asked(
            String name,
            Map<TargetId, String> targets,
            Map<String, String> environment,
            URI server,
            OwnToken token,
            boolean dry) {}

    /** Opens what was checked. */
    interface Opening {
        Opened open();
    }

    /**
     * An adapter at work.
     *
     * @param leadership says when to act
     * @param says what it does, for people
     * @param close ends what the controller does not end itself
     */
    record Opened(ReplicaTarget target, Leadership leadership, String says, Runnable close) {}

    /** How often to look at what runs. */
    default Duration observeEvery() {
        return Duration.ofSeconds(2);
    }

    /** Flags of this adapter that were given. */
    List<String> given();

    /** @throws io.blackroad.infra.cli.config.SettingsException if any option is missing or wrong; it lists every error */
    Opening check(Asked asked, List<String> wrong);
}
