package io.blackroad.client.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A decision derived again from the evidence that it carries.
 *
 * @param decision the decision
 * @param equal whether the evidence gives the same decision again
 * @param steps from the evidence to the result, a sentence each
 * @param differences what came out differently; empty when nothing did
 * @param evidence load sample, rule and state that it was made from, as JSON
 */
public record Explanation(
        Decision decision, boolean equal, List<String> steps, List<String> differences, JsonNode evidence) {}
