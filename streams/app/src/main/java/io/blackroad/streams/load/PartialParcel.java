package io.blackroad.streams.load;

import io.blackroad.streams.bundle.RecordBundle;
import io.blackroad.streams.stored.StoredPartial;
import io.blackroad.streams.stored.StoredSerde;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What goes through the repartition topic: partials leave one by one and arrive as a bundle of those that came together.
 *
 * @param partial on the way out; null on arrival
 * @param arrived on arrival; null on the way out
 */
record PartialParcel(StoredPartial partial, RecordBundle arrived) {

    static PartialParcel of(StoredPartial partial) {
        return new PartialParcel(partial, null);
    }

    static Serde<PartialParcel> serde(StoredSerde<StoredPartial> stored) {
        Serializer<StoredPartial> partials = stored.serializer();
        Deserializer<RecordBundle> bundles = RecordBundle.deserializer();
        return Serdes.serdeFrom((topic, parcel) -> partials.serialize(topic, parcel.partial()), new Deserializer<>() {
            @Override
            public PartialParcel deserialize(String topic, byte[] value) {
                return new PartialParcel(null, bundles.deserialize(topic, value));
            }

            @Override
            public PartialParcel deserialize(
                    String topic, org.apache.kafka.common.header.Headers headers, byte[] value) {
                return new PartialParcel(null, bundles.deserialize(topic, headers, value));
            }
        });
    }
}
