package killswitch.detection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** Follows the commands' topic from a point in time on. Not thread-safe. */
final class CommandsTopic implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As long as Kafka's own clients wait: without what was commanded nothing can be decided. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final FollowedTopic topic;

    /** From when on it has been read, Unix ms. */
    private long since = Long.MAX_VALUE;

    /** @param options As Spark's Kafka source takes them. */
    CommandsTopic(String topic, Map<String, String> options) {
        this.topic = new FollowedTopic(topic, options);
    }

    /** Reads what has come up to now. Where it was read from a later time than {@code from} (Unix ms) on, it is read from there anew. */
    void read(long from, Consumer<JsonNode> command) {
        if (from < since) {
            topic.from(from);
            since = from;
        }
        topic.read(PATIENCE, record -> {
            var json = parse(record.value());
            if (json != null)
                command.accept(json);
        });
    }

    @Override
    public void close() {
        topic.close();
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
