package killswitch.detection;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.GroupStateTimeout;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.StructType;

/**
 * The view of every limit that was crossed, in the micro-batch in which it happens. What {@code specification/crossings.sql} says, in a
 * stateful operator: each order goes once to each of its groups, and a group keeps sums, not orders.
 */
public final class Crossings {
    private static final StructType GROUPED = StructType.fromDDL("event_time TIMESTAMP, group STRING, batch BINARY");

    private Crossings() { }

    /**
     * Registers the view.
     *
     * @param view Its name.
     * @param of The views of the orders' and the states' topics, with a comma between them. In this order: a micro-batch asks for the ends
     *     of its sources one after the other, so an ACTIVE that came before one of its orders is there.
     * @param settings detection.json.
     * @param kafka As JSON, the options of Kafka's clients: reference prices are read by one of its own.
     */
    public static void register(String view, String of, String settings, String kafka) {
        register(view, of, Limits.of(settings), new PricesTopic(KafkaOptions.read(kafka)));
    }

    static void register(String view, String of, Limits limits, PricesTopic prices) {
        var spark = SparkSession.getDefaultSession().get();
        var topics = of.split(",");
        Dataset<Row> orders = spark.table(topics[0].strip())
            .selectExpr("value", "partition", "offset", "unix_millis(timestamp) AS at",
                "element_at(filter(headers, h -> h.key = 'traceparent'), -1).value AS trace")
            .mapPartitions((MapPartitionsFunction<Row, Row>) rows -> ofOrders(rows, limits, prices), Encoders.row(GROUPED));
        Dataset<Row> restores = spark.table(topics[1].strip())
            .selectExpr("from_json(CAST(value AS STRING), 'scope STRING, status STRING, version BIGINT') AS s",
                "unix_millis(timestamp) AS at")
            .where("s.status = 'ACTIVE' AND s.scope IS NOT NULL AND s.version IS NOT NULL")
            .selectExpr("s.scope", "s.version", "at")
            .mapPartitions((MapPartitionsFunction<Row, Row>) rows -> ofRestores(rows, limits), Encoders.row(GROUPED));
        orders.union(restores)
            .withWatermark("event_time", Measuring.DELAY)
            .groupByKey((MapFunction<Row, String>) row -> row.getString(1), Encoders.STRING())
            .flatMapGroupsWithState(new Measuring(limits), OutputMode.Update(), Encoders.BINARY(), Encoders.row(CrossingRow.SCHEMA),
                GroupStateTimeout.EventTimeTimeout())
            .createOrReplaceTempView(view);
    }

    private static Iterator<Row> ofOrders(Iterator<Row> rows, Limits limits, PricesTopic prices) {
        if (!rows.hasNext())
            return Collections.emptyIterator();
        var batches = new Sorting(limits, prices.now()).new Batches();
        // A record's timestamp may be its producer's word, so it is believed no further than our own clock.
        var now = System.currentTimeMillis();
        while (rows.hasNext()) {
            var row = rows.next();
            try {
                var order = OrderReader.read(row.isNullAt(0) ? null : row.<byte[]>getAs(0));
                batches.add(order, Math.min(row.getLong(3), now), row.getInt(1), row.getLong(2),
                    Trace.of(row.isNullAt(4) ? null : row.<byte[]>getAs(4)));
            } catch (NoOrderException e) {
                // Kept by the other query.
            }
        }
        return grouped(batches.all());
    }

    private static Iterator<Row> ofRestores(Iterator<Row> rows, Limits limits) {
        var batches = new Sorting(limits, ReferencePrices.NONE).new Batches();
        while (rows.hasNext()) {
            var row = rows.next();
            batches.add(row.getString(0), new Restore(row.getLong(1), row.getLong(2)));
        }
        return grouped(batches.all());
    }

    private static Iterator<Row> grouped(Map<String, Sorting.Batch> batches) {
        List<Row> rows = new ArrayList<>(batches.size());
        batches.forEach((key, batch) -> rows.add(
            RowFactory.create(batch.latest == Long.MIN_VALUE ? null : new Timestamp(batch.latest), key, batch.bytes.toArray())));
        return rows.iterator();
    }
}
