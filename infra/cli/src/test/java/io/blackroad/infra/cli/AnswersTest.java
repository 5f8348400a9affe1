package io.blackroad.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blackroad.client.answer.Agent;
import io.blackroad.client.answer.Alert;
import io.blackroad.client.answer.Cost;
import io.blackroad.client.answer.Decision;
import io.blackroad.client.answer.FleetStatus;
import io.blackroad.client.answer.GpuPool;
import io.blackroad.client.answer.LimitStep;
import io.blackroad.client.answer.LoadSample;
import io.blackroad.client.answer.Plan;
import io.blackroad.client.answer.Proposal;
import io.blackroad.client.answer.Route;
import io.blackroad.client.answer.Service;
import io.blackroad.client.answer.TaskCounts;
import io.blackroad.client.answer.Worker;
import io.blackroad.client.answer.WorkerRegion;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client in Java reads of an answer is there: a field that the interface renames is found here. */
class AnswersTest {
    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(Agent.class, "/Agent"),
                Arguments.of(TaskCounts.class, "/Tasks"),
                Arguments.of(Alert.class, "/Alert"),
                Arguments.of(Decision.class, "/Decision"),
                Arguments.of(Proposal.class, "/Proposal"),
                Arguments.of(LimitStep.class, "/LimitStep"),
                Arguments.of(LoadSample.class, "/LoadSampled"),
                Arguments.of(Service.class, "/Service"),
                Arguments.of(FleetStatus.class, "/Status"),
                Arguments.of(FleetStatus.AgentCount.class, "/Status/properties/agents"),
                Arguments.of(FleetStatus.ServiceCount.class, "/Status/properties/services/items"),
                Arguments.of(FleetStatus.Load.class, "/Status/properties/load"),
                Arguments.of(Cost.class, "/Cost"),
                Arguments.of(Cost.Item.class, "/Cost/properties/items/items"),
                Arguments.of(Cost.Month.class, "/Cost/properties/month"),
                Arguments.of(Cost.RunRate.class, "/Cost/properties/runRate"),
                Arguments.of(Cost.Budget.class, "/Cost/properties/budgets/items"),
                Arguments.of(GpuPool.class, "/GpuPool"),
                Arguments.of(GpuPool.Node.class, "/GpuPool/properties/nodes/items"),
                Arguments.of(GpuPool.Waiter.class, "/GpuPool/properties/queue/items"),
                Arguments.of(WorkerRegion.class, "/WorkerRegion"),
                Arguments.of(WorkerRegion.Line.class, "/WorkerRegion/properties/workers/items"),
                Arguments.of(Worker.class, "/Worker"),
                Arguments.of(Worker.Move.class, "/Worker/properties/moves/items"),
                Arguments.of(Route.class, "/Route"),
                Arguments.of(Plan.class, "/Plan"),
                Arguments.of(Plan.Phase.class, "/Plan/properties/phase"),
                Arguments.of(Plan.Material.class, "/Plan/properties/materials/items"),
                Arguments.of(Plan.Price.class, "/PlannedCost"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyFieldIsOneOfTheInterface(Class<?> type, String schema) throws IOException {
        JsonNode properties;
        try (var document = AnswersTest.class.getResourceAsStream("/openapi.json")) {
            properties = new ObjectMapper().readTree(document).at("/components/schemas" + schema + "/properties");
        }

        assertThat(Stream.of(type.getRecordComponents()).map(RecordComponent::getName))
                .as(type.getSimpleName())
                .allMatch(properties::has);
    }
}
