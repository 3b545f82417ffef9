package killswitch.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Map;

/** Options as Spark's Kafka source takes them. */
final class KafkaOptions {
    /** The prefix of options that are meant for the client. */
    private static final String CLIENT = "kafka.";

    private static final ObjectMapper JSON = new ObjectMapper();

    private KafkaOptions() { }

    /** @param json A JSON object of texts, as drivers hand them over. */
    static Map<String, String> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<HashMap<String, String>>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The options of Kafka are not readable: " + e.getMessage(), e);
        }
    }

    /** Those of the client, by its own names. */
    static Map<String, Object> ofClient(Map<String, String> options) {
        var settings = new HashMap<String, Object>();
        options.forEach((name, value) -> {
            if (name.startsWith(CLIENT))
                settings.put(name.substring(CLIENT.length()), value);
        });
        return settings;
    }
}
