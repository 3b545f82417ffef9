package killswitch.detection;

import java.math.RoundingMode;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A crossing on its way from the executors to the driver. */
final class CrossingRow {
    static final StructType SCHEMA = StructType.fromDDL(
        "scope STRING, name STRING, rule INT, version BIGINT, counted_from BIGINT, epoch BIGINT, window_start BIGINT, window_end BIGINT, "
            + "value DECIMAL(38, 8), threshold DECIMAL(38, 8), said STRING, "
            + "arrived BIGINT, partition INT, offset BIGINT, ts BIGINT, order_id STRING, trace BINARY");

    private CrossingRow() { }

    static Row of(Crossing c) {
        return RowFactory.create(
            c.scope(), c.name(), c.rule().ordinal(), c.version(), c.countedFrom(), c.epoch(), c.windowStart(), c.windowEnd(),
            c.over().value().setScale(8, RoundingMode.HALF_UP), c.over().threshold().setScale(8, RoundingMode.HALF_UP), c.over().said(),
            c.at().arrived(), c.at().partition(), c.at().offset(), c.at().ts(), c.at().orderId(), c.at().trace());
    }

    static Crossing read(Row row) {
        var at = new Measured(
            row.getLong(11), row.getInt(12), row.getLong(13), row.getLong(14), row.getString(15), null, null, Pane.NOTHING, null, null,
            row.getAs(16));
        return new Crossing(
            row.getString(0), row.getString(1), Rule.values()[row.getInt(2)], row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6),
            row.getLong(7), new Rule.Over(row.getDecimal(8), row.getDecimal(9), row.getString(10)), at);
    }
}
