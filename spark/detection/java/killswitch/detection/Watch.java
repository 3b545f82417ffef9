package killswitch.detection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** Watches the queries: when all of them measure, how each micro-batch went, and how far it has come. */
public final class Watch extends StreamingQueryListener {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final GroupOffsets offsets;
    private final boolean says;

    private Watch(GroupOffsets offsets, boolean says) {
        this.offsets = offsets;
        this.says = says;
    }

    /**
     * From now on.
     *
     * @param kafka As JSON, the options of Kafka's clients.
     * @param says {@code true}: a line of each micro-batch, see {@link #line}.
     */
    public static void begin(String kafka, String says) {
        var offsets = new GroupOffsets(KafkaOptions.read(kafka));
        SparkSession.getDefaultSession().get().streams().addListener(new Watch(offsets, Boolean.parseBoolean(says)));
    }

    /**
     * Returns when each query is through its first micro-batch: that settles where it begins, and loads what the others need, so that an
     * order that comes now is measured, and soon.
     *
     * @throws IllegalStateException One failed; the message says why.
     */
    public static void untilAllHaveRead() {
        var streams = SparkSession.getDefaultSession().get().streams();
        do {
            ended(() -> streams.awaitAnyTermination(10));
        } while (Arrays.stream(streams.active()).anyMatch(query -> query.lastProgress() == null));
    }

    /**
     * Waits until a query ends.
     *
     * @throws IllegalStateException It failed; the message says why.
     */
    public static void untilOneEnds() {
        ended(SparkSession.getDefaultSession().get().streams()::awaitAnyTermination);
    }

    private interface Wait {
        void end() throws StreamingQueryException;
    }

    /** Spark's own message holds the whole plan. */
    private static void ended(Wait wait) {
        try {
            wait.end();
        } catch (StreamingQueryException e) {
            Throwable cause = e;
            while (cause.getCause() != null)
                cause = cause.getCause();
            var why = "The detection ended: " + (cause.getMessage() == null ? cause : cause.getMessage());
            // Spark's way to say that it cannot go on from there.
            if (cause instanceof AssertionError)
                why += " The checkpoint may be another build's. Then delete it, or name another place (--set checkpoints=...): the detection begins"
                    + " at the end of the topic, and does not see what crossed a limit meanwhile.";
            throw new IllegalStateException(why);
        }
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) { }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) { }

    /** By now all is written. */
    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        var progress = event.progress();
        // A rehearsal has no name.
        if (progress.name() == null)
            return;
        var read = ends(progress);
        read.forEach(topics -> offsets.reached("killswitch-" + progress.name(), topics));
        if (says)
            System.out.println("killswitch: " + progress.name() + " batch " + line(progress, read));
    }

    /** Up to where it has read, how long each part of it took, and what is kept. */
    private static ObjectNode line(StreamingQueryProgress progress, List<ObjectNode> ends) {
        var batch = JSON.createObjectNode().put("id", progress.batchId()).put("rows", progress.numInputRows());
        var read = batch.putObject("read");
        ends.forEach(read::setAll);
        var took = batch.putObject("took_ms");
        progress.durationMs().forEach(took::put);
        for (var state : progress.stateOperators())
            batch.putObject("state").put("groups", state.numRowsTotal()).put("bytes", state.memoryUsedBytes())
                .put("update_ms", state.allUpdatesTimeMs()).put("removal_ms", state.allRemovalsTimeMs())
                .put("commit_ms", state.commitTimeMs());
        return batch;
    }

    /** Of each source, <code>{"orders.v1":{"0":12,"1":7}}</code>; one that has read nothing yet has none. */
    private static List<ObjectNode> ends(StreamingQueryProgress progress) {
        var ends = new ArrayList<ObjectNode>();
        try {
            for (var source : progress.sources())
                if (source.endOffset() != null && JSON.readTree(source.endOffset()) instanceof ObjectNode topics)
                    ends.add(topics);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return ends;
    }
}
