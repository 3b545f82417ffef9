package killswitch.detection;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A topic that is read beside the micro-batches: what has been read is not read again. Not thread-safe. */
final class FollowedTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /**
     * @param options As Spark's Kafka source takes them.
     * @throws IllegalStateException Kafka does not answer, or has no such topic.
     */
    FollowedTopic(String topic, Map<String, String> options) {
        var settings = KafkaOptions.ofClient(options);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        // Of a topic that was made anew, all is news.
        settings.put("auto.offset.reset", "earliest");
        // A question for the ends waits behind a fetch that the broker holds.
        settings.put("fetch.max.wait.ms", "10");
        settings.put("max.poll.records", "10000");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            partitions = partitions(topic).stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
            consumer.assign(partitions);
        } catch (RuntimeException e) {
            consumer.close(Duration.ZERO);
            throw e;
        }
    }

    private List<PartitionInfo> partitions(String topic) {
        try {
            var found = consumer.partitionsFor(topic, PATIENCE);
            if (found != null && !found.isEmpty())
                return found;
        } catch (TimeoutException e) {
            // Said below.
        }
        throw new IllegalStateException("Kafka does not answer within " + PATIENCE.toSeconds() + " s, or has no topic " + topic
            + ". Is the address right, and does it run?");
    }

    void fromBeginning() {
        consumer.seekToBeginning(partitions);
    }

    /** What came at a time, Unix ms, or later. */
    void from(long time) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(p -> times.put(p, time));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        found.forEach((partition, offset) -> {
            if (offset == null)
                consumer.seekToEnd(List.of(partition));
            else
                consumer.seek(partition, offset.offset());
        });
    }

    /**
     * Reads what has come up to now.
     *
     * @throws TimeoutException The broker does not answer in time, where it is asked how far the topic goes.
     */
    void read(Duration patience, Consumer<ConsumerRecord<byte[], byte[]>> record) {
        var ends = consumer.endOffsets(partitions, patience);
        while (partitions.stream().anyMatch(p -> consumer.position(p, patience) < ends.get(p)))
            consumer.poll(Duration.ofMillis(100)).forEach(record);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
