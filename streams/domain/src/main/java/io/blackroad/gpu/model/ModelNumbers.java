package io.blackroad.gpu.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be known of a language model to place it.
 *
 * @param id short name
 * @param repository what the engine loads: a repository on huggingface.co or a folder
 * @param parameters weights, counted
 * @param layers decoder layers
 * @param attentionHeads heads of the queries
 * @param kvHeads heads of keys and values
 * @param headDim length of a head's vectors
 * @param bytesPerWeight 1, 2 or 4
 * @param context longest sequence, tokens
 */
public record ModelNumbers(
        String id,
        String repository,
        long parameters,
        int layers,
        int attentionHeads,
        int kvHeads,
        int headDim,
        int bytesPerWeight,
        int context) {

    /** @throws IllegalArgumentException naming every number that cannot be */
    public ModelNumbers {
        List<String> errors = new ArrayList<>();
        positive(errors, "parameters", parameters);
        positive(errors, "layers", layers);
        positive(errors, "attention heads", attentionHeads);
        positive(errors, "KV heads", kvHeads);
        positive(errors, "head dimension", headDim);
        positive(errors, "context", context);
        if (bytesPerWeight != 1 && bytesPerWeight != 2 && bytesPerWeight != 4) {
            errors.add("bytes a weight are " + bytesPerWeight + "; allowed are 1, 2 and 4");
        }
        if (kvHeads > 0 && attentionHeads % kvHeads != 0) {
            errors.add("attention heads (" + attentionHeads + ") are no multiple of KV heads (" + kvHeads + ")");
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("model " + id + ": " + String.join("; ", errors));
        }
    }

    private static void positive(List<String> errors, String name, long value) {
        if (value < 1) {
            errors.add(name + " is " + value + ", must be at least 1");
        }
    }

    /** Memory of the weights. */
    public long weightBytes() {
        return parameters * bytesPerWeight;
    }

    /** Memory of one token's keys and values in all layers: 2 x layers x KV heads x head dimension x bytes. */
    public long kvBytesPerToken(int kvBytes) {
        return 2L * layers * kvHeads * headDim * kvBytes;
    }

    /** The same with weights of another width. */
    public ModelNumbers withBytesPerWeight(int bytes) {
        return new ModelNumbers(id, repository, parameters, layers, attentionHeads, kvHeads, headDim, bytes, context);
    }
}
