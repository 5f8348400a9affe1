package io.blackroad.streams.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.blackroad.decision.RecordRoom;
import io.blackroad.placement.Residence;
import io.blackroad.streams.stored.PlacementNews;
import io.blackroad.streams.stored.StoredPlacementNews;
import io.blackroad.streams.stored.StoredSerde;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Serializer;

/** What placement hears of a tick is written in records that Kafka takes, however long the names in it are. */
class NewsPartsPropertyTest {
    private static final String REGION = "us-east";
    private static final String SERVICE = "s".repeat(63);

    /** What a part says beside its agents. */
    private static final int REST = 100;

    private static final List<String> LETTERS = List.of("a", "é", "€", "\uD834\uDD1E");

    private final Serializer<StoredPlacementNews> serializer =
            new StoredSerde<>(StoredPlacementNews.class).serializer();

    @Property(tries = 30)
    void everyPartFitsIntoARecordAndNobodyIsLeftOut(@ForAll long seed) {
        Random random = new Random(seed);
        int longest = random.nextInt(3) == 0 ? AgentIndex.LONGEST_ID : 32 + random.nextInt(AgentIndex.LONGEST_ID - 32);
        int count = Math.min(3_000, random.nextInt(1 + (6 << 20) / longest));
        String letter = LETTERS.get(random.nextInt(LETTERS.size()));
        List<Residence> said = new ArrayList<>();
        for (int agent = 0; agent < count; agent++) {
            said.add(residence(agent, letter, longest));
        }
        told(said);
    }

    @Example
    void aThousandAgentsWhoseNamesAreAsLongAsTheGatewayTakesThem() {
        List<Residence> said = new ArrayList<>();
        for (int agent = 0; agent < 2_500; agent++) {
            said.add(residence(agent, "€", 600));
        }
        assertThat(told(said)).hasSizeGreaterThan(3);
    }

    @Example
    void shortNamesAreToldAThousandAtATime() {
        List<Residence> said = new ArrayList<>();
        for (int agent = 0; agent < 2_500; agent++) {
            said.add(residence(agent, "a", 40));
        }
        assertThat(told(said))
                .extracting(part -> part.getResidents().size())
                .containsExactly(PlacementNews.MOST_RESIDENTS, PlacementNews.MOST_RESIDENTS, 500);
        assertThat(told(List.of()))
                .singleElement()
                .satisfies(part -> assertThat(part.getResidents()).isEmpty());
    }

    private List<StoredPlacementNews> told(List<Residence> said) {
        List<StoredPlacementNews> told = new ArrayList<>();
        NewsParts parts = new NewsParts(3, 7, (region, part) -> told.add(part));
        said.forEach(residence -> parts.add(REGION, residence));
        parts.close(Set.of(REGION), true);
        told.forEach(part -> assertThat(serializer.serialize("", part).length).isLessThan(RecordRoom.BYTES + REST));
        assertThat(told.stream().flatMap(part -> part.getResidents().stream()).map(PlacementNews::residence))
                .containsExactlyElementsOf(said);
        assertThat(told).last().satisfies(part -> assertThat(part.getComplete()).isTrue());
        assertThat(told.subList(0, told.size() - 1)).noneMatch(StoredPlacementNews::getComplete);
        return told;
    }

    private static Residence residence(int agent, String letter, int bytes) {
        String name = String.format("%06d", agent) + letter.repeat((int) ((bytes - 6) / RecordRoom.bytes(letter)));
        return new Residence(
                name, SERVICE, name, name, Long.MAX_VALUE, Long.MAX_VALUE, Residence.Phase.RUNNING, true, true);
    }
}
