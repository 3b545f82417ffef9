package killswitch.detection;

import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The view of what the orders' topic holds: {@code refusal} says why a record is no order, and is null where it is one. */
public final class Records {
    private static final StructType SCHEMA =
        StructType.fromDDL("key BINARY, value BINARY, partition INT, offset BIGINT, arrived TIMESTAMP, refusal INT");

    private Records() { }

    /** Registers the view; {@code of} is that of the orders' topic. */
    public static void register(String view, String of, String settings, String kafka) {
        SparkSession.getDefaultSession().get().table(of)
            .selectExpr("key", "value", "partition", "offset", "timestamp")
            .map((MapFunction<Row, Row>) Records::read, Encoders.row(SCHEMA))
            .createOrReplaceTempView(view);
    }

    private static Row read(Row row) {
        Integer refusal = null;
        try {
            OrderReader.read(row.isNullAt(1) ? null : row.<byte[]>getAs(1));
        } catch (NoOrderException e) {
            refusal = e.refusal.code;
        }
        return RowFactory.create(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), refusal);
    }
}
