package killswitch.detection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells Kafka how far a query has read, as the offsets of a consumer group that nobody is a member of. Spark keeps them in its checkpoints,
 * which only it can read; from here Kafka's tools, and Amazon MSK's metrics, know how far behind it is. Nothing ever begins from them.
 */
final class GroupOffsets {
    private final Admin admin;

    /** By group; told as soon as what was told before is taken. */
    private final Map<String, Map<TopicPartition, OffsetAndMetadata>> next = new HashMap<>();

    private final Set<String> telling = new HashSet<>();
    private boolean failed;

    /** @param options As Spark's Kafka source takes them. */
    GroupOffsets(Map<String, String> options) {
        admin = Admin.create(KafkaOptions.ofClient(options));
    }

    /** @param ends By topic and partition, the offset up to which all is read. */
    synchronized void reached(String group, ObjectNode ends) {
        var offsets = next.computeIfAbsent(group, g -> new HashMap<>());
        ends.fields().forEachRemaining(topic -> topic.getValue().fields().forEachRemaining(partition -> offsets.put(
            new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
            new OffsetAndMetadata(partition.getValue().asLong()))));
        if (telling.add(group))
            tell(group);
    }

    private synchronized void tell(String group) {
        var offsets = next.remove(group);
        if (offsets == null) {
            telling.remove(group);
            return;
        }
        admin.alterConsumerGroupOffsets(group, offsets).all().whenComplete((done, failure) -> {
            say(failure);
            tell(group);
        });
    }

    /** The detection goes on without; once is enough to say so, until it works again. */
    private synchronized void say(Throwable failure) {
        if (failure != null && !failed)
            System.err.println("killswitch: Kafka does not take how far the detection has read, so nobody is told if it falls behind: " + failure);
        failed = failure != null;
    }
}
