package io.blackroad.streams.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.placement.PlacementInput.ScaleIn;
import io.blackroad.streams.stored.PlacementNews;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenTicksTest {

    @Test
    void decisionsOfLongAgoAreTakenOutAndLeftAlone() {
        OpenTicks ticks = new OpenTicks(1);
        ScaleIn old = new ScaleIn("us-east.api.1", "api", 2, 3, false);
        ScaleIn recent = new ScaleIn("us-east.api.2", "api", 1, 2, true);
        ticks.hear("us-east/1", PlacementNews.scaleIn(99, old));
        ticks.hear("us-east/2", PlacementNews.scaleIn(100, recent));
        List<OpenTicks.Part> parts = ticks.take(400);
        assertThat(parts).extracting(OpenTicks.Part::key).containsExactly("us-east/1", "us-east/2");
        assertThat(OpenTicks.scaleIns(parts, 100)).containsExactly(recent);
        assertThat(OpenTicks.scaleIns(parts, 99)).containsExactly(old, recent);
    }
}
