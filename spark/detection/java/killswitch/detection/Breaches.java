package killswitch.detection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** What is written of a micro-batch: its crossings, brought to the driver and judged there. */
public final class Breaches {
    private static final StructType SCHEMA =
        StructType.fromDDL("topic STRING, key STRING, value STRING, headers ARRAY<STRUCT<key: STRING, value: BINARY>>");

    private static Breaches running;

    private final Limits limits;
    private final CommandsTopic topic;
    private final KillPolicy policy;

    private Breaches(Limits limits, CommandsTopic topic) {
        this.limits = limits;
        this.topic = topic;
        policy = new KillPolicy(limits);
    }

    /**
     * Registers the view {@code into}, what is to be written, made of the micro-batch in the view {@code batch}.
     *
     * @param kafka As JSON, the options of the commands' topic: what was commanded before is read from there.
     * @return How many records; without any the view is not registered.
     */
    public static synchronized int decide(String batch, String into, String settings, String kafka) {
        var spark = SparkSession.getDefaultSession().get();
        var crossings = spark.table(batch).collectAsList().stream().map(CrossingRow::read).toList();
        if (crossings.isEmpty())
            return 0;
        connect(settings, kafka);
        var records = running.of(crossings);
        rows(spark, records).createOrReplaceTempView(into);
        return records.size();
    }

    /** Connects to the commands' topic, once, and reads it as far back as a breach of now asks it: a full one takes seconds. */
    static synchronized void connect(String settings, String kafka) {
        if (running != null)
            return;
        running = new Breaches(Limits.of(settings), new CommandsTopic(Topics.COMMANDS, KafkaOptions.read(kafka)));
        running.remember(System.currentTimeMillis());
    }

    static Dataset<Row> rows(SparkSession spark, List<KillPolicy.Out> records) {
        // In one partition, which keeps their order.
        return spark.createDataFrame(records.stream().map(Breaches::row).toList(), SCHEMA).coalesce(1);
    }

    private List<KillPolicy.Out> of(List<Crossing> crossings) {
        remember(crossings.stream().mapToLong(c -> c.at().arrived()).min().orElseThrow());
        return policy.decide(crossings);
    }

    /** Whoever commanded a window that is still open at {@code arrived}, Unix ms, did so after its first order had come. */
    private void remember(long arrived) {
        topic.read(arrived - 2 * limits.windowMs() - limits.latenessMs() - limits.clockAheadMs(), policy.quiet::remember);
    }

    private static Row row(KillPolicy.Out out) {
        var header = RowFactory.create("traceparent", out.trace().getBytes(StandardCharsets.US_ASCII));
        return RowFactory.create(out.topic(), out.key(), out.value().toString(), List.of(header));
    }
}
