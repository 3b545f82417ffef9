package killswitch.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows the commands' topic from a point in time on: what has been read is not read again. Not thread-safe. */
final class CommandsTopic implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** From when on it has been read, Unix ms. */
    private long since = Long.MAX_VALUE;

    /** @param options As Spark's Kafka source takes them. */
    CommandsTopic(String topic, Map<String, String> options) {
        var settings = KafkaOptions.ofClient(options);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        // A question for the ends waits behind a fetch that the broker holds.
        settings.put("fetch.max.wait.ms", "10");
        settings.put("max.poll.records", "10000");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = partitions(topic).stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        consumer.assign(partitions);
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

    /** Reads what has come up to now. Where it was read from a later time than {@code from} (Unix ms) on, it is read from there anew. */
    void read(long from, Consumer<JsonNode> command) {
        if (from < since) {
            seek(from);
            since = from;
        }
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                var json = parse(record.value());
                if (json != null)
                    command.accept(json);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void seek(long from) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(p -> times.put(p, from));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        found.forEach((partition, offset) -> {
            if (offset == null)
                consumer.seekToEnd(List.of(partition));
            else
                consumer.seek(partition, offset.offset());
        });
    }

    private static JsonNode parse(byte[] value) {
        try {
            return value == null ? null : JSON.readTree(value);
        } catch (IOException e) {
            // What is no command commands nothing.
            return null;
        }
    }
}
