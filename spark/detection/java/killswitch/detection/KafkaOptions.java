package killswitch.detection;

import java.util.HashMap;
import java.util.Map;

/** Options as Spark's Kafka source takes them. */
final class KafkaOptions {
    /** The prefix of options that are meant for the client. */
    private static final String CLIENT = "kafka.";

    private KafkaOptions() { }

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
