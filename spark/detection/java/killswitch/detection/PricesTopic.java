package killswitch.detection;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.TimeoutException;

/** Where an executor has its reference prices from: each follows the topic with a client of its own, which all its tasks share. */
final class PricesTopic implements Serializable {
    private static final long serialVersionUID = 1;

    /** Prices are news for seconds; to ask with every part of every micro-batch would cost each a question to the broker. */
    private static final Duration EVERY = Duration.ofMillis(100);

    /** Without the first prices nothing is valued; later ones are waited for no longer than an order may wait. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Map<Map<String, String>, Following> FOLLOWED = new ConcurrentHashMap<>();

    private final Map<String, String> options;

    /** @param options As Spark's Kafka source takes them. */
    PricesTopic(Map<String, String> options) {
        this.options = options;
    }

    /**
     * As of now, or some moments ago.
     *
     * @throws IllegalStateException They have not been read once, and Kafka does not answer.
     */
    ReferencePrices now() {
        return FOLLOWED.computeIfAbsent(options, Following::new).now();
    }

    private static final class Following {
        private final FollowedTopic topic;
        private final ReferencePrices prices = new ReferencePrices();
        private long askedAt;

        Following(Map<String, String> options) {
            topic = new FollowedTopic(Topics.PRICES, options);
            try {
                topic.fromBeginning();
                read(FIRST_PATIENCE);
            } catch (TimeoutException e) {
                topic.close();
                throw new IllegalStateException("Kafka does not say within " + FIRST_PATIENCE.toSeconds() + " s what is in "
                    + Topics.PRICES + ".", e);
            }
        }

        synchronized ReferencePrices now() {
            if (System.nanoTime() - askedAt >= EVERY.toNanos()) {
                try {
                    read(PATIENCE);
                } catch (TimeoutException e) {
                    // Who does not get prices gets no orders either: what is known is as good as anything.
                    askedAt = System.nanoTime();
                }
            }
            return prices;
        }

        private void read(Duration patience) {
            topic.read(patience, record -> prices.apply(record.key(), record.value()));
            askedAt = System.nanoTime();
        }
    }
}
