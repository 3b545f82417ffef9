package killswitch.detection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Plays breaches of accounts that nobody has, from no topic and to none, before the detection begins: what a fresh JVM loads and compiles
 * in its first micro-batches takes seconds, which the first breach would wait for.
 */
public final class Rehearsal {
    /** Enough for most of it to be compiled. */
    private static final int BATCHES = 12;

    /** No longer, however slow the machine is: orders wait. */
    private static final Duration AT_MOST = Duration.ofSeconds(6);

    private static final String ORDERS = "rehearsed_orders";
    private static final String STATES = "rehearsed_states";
    private static final String CROSSINGS = "rehearsed_crossings";

    private Rehearsal() { }

    /** @param kafka As JSON, the options of Kafka's clients: the commands' topic and the prices' are connected to by the way. */
    public static void play(String settings, String kafka) throws IOException, InterruptedException, TimeoutException, StreamingQueryException {
        var spark = SparkSession.getDefaultSession().get();
        var limits = Limits.of(settings);
        Breaches.connect(settings, kafka);
        var now = System.currentTimeMillis();
        // Of each account four orders, the second of which crosses a limit.
        rows(spark, 400, now)
            .selectExpr("CAST(NULL AS BINARY) AS key",
                "CAST(format_string('{\"order_id\":\"r-%d\",\"ts\":%d,\"account_id\":\"R%d\",\"symbol\":\"R%d\",\"side\":\"BUY\",\"qty\":1000,"
                    + "\"price\":600.5,\"strategy\":\"R\",\"parent_id\":\"p%d\",\"parent_qty\":1000}', "
                    + "value, unix_millis(timestamp), value div 4, value % 8, value % 100) AS BINARY) AS value",
                "0 AS partition", "value AS offset", "timestamp",
                "array(named_struct('key', 'traceparent', 'value', CAST('' AS BINARY))) AS headers")
            .createOrReplaceTempView(ORDERS);
        rows(spark, 2, now)
            .selectExpr("CAST(format_string('{\"scope\":\"ACCOUNT:R%d\",\"status\":\"ACTIVE\",\"version\":1}', value) AS BINARY) AS value",
                "timestamp")
            .createOrReplaceTempView(STATES);
        Crossings.register(CROSSINGS, ORDERS + "," + STATES, settings, kafka);
        var until = System.nanoTime() + AT_MOST.toNanos();
        var played = new CountDownLatch(1);
        var checkpoint = Files.createTempDirectory("killswitch-rehearsal-");
        try {
            var query = spark.table(CROSSINGS).writeStream()
                .outputMode("update")
                .trigger(Trigger.ProcessingTime(0))
                .option("checkpointLocation", checkpoint.toUri().toString())
                .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (batch, id) -> {
                    decide(batch, limits);
                    if (id + 1 >= BATCHES || System.nanoTime() >= until) {
                        played.countDown();
                        // Stopped in the midst of the next one, Spark would report errors that are none.
                        new CountDownLatch(1).await();
                    }
                })
                .start();
            // A query that fails throws why.
            while (!played.await(20, TimeUnit.MILLISECONDS))
                query.awaitTermination(1);
            query.stop();
            // Or else whoever waits for any query to end would be told that this one has.
            spark.streams().resetTerminated();
        } finally {
            for (var view : new String[] { ORDERS, STATES, CROSSINGS })
                spark.catalog().dropTempView(view);
            delete(checkpoint);
        }
    }

    private static Dataset<Row> rows(SparkSession spark, int each, long now) {
        return spark.readStream().format("rate-micro-batch")
            .option("rowsPerBatch", each).option("numPartitions", 2)
            .option("startTimestamp", now).option("advanceMillisPerBatch", 100)
            .load();
    }

    private static void decide(Dataset<Row> batch, Limits limits) {
        var crossings = batch.collectAsList().stream().map(CrossingRow::read).toList();
        Breaches.rows(batch.sparkSession(), new KillPolicy(limits).decide(crossings)).collectAsList();
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }
}
