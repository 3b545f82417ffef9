package killswitch.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsWithStateFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.GroupState;

/** Tells a group of what a micro-batch brought for it, and Spark of what is to be kept. */
final class Measuring implements FlatMapGroupsWithStateFunction<String, Row, byte[], Row> {
    /**
     * How far Spark's watermark trails the orders. Far beyond any lateness, as Spark drops what is older: what is late is decided by
     * the group. Spark's watermark tells it, and when nothing of it matters any more.
     */
    static final String DELAY = "1 day";

    private static final long serialVersionUID = 1;
    private static final long DELAY_MS = Duration.ofDays(1).toMillis();

    private final Limits limits;

    Measuring(Limits limits) {
        this.limits = limits;
    }

    @Override
    public Iterator<Row> call(String key, Iterator<Row> batches, GroupState<byte[]> state) {
        var sparks = state.getCurrentWatermarkMs();
        var watermark = sparks <= 0 ? Long.MIN_VALUE : sparks + DELAY_MS - limits.latenessMs();
        var group = state.exists() ? GroupBytes.read(key, state.get(), limits, watermark) : new Group(key, limits, watermark);
        var orders = new ArrayList<Measured>();
        while (batches.hasNext()) {
            var row = batches.next();
            var bytes = new Bytes.Reader(row.getAs(2));
            while (!bytes.atEnd()) {
                if (row.isNullAt(0))
                    group.restored(new Restore(bytes.whole(), bytes.whole()));
                else
                    orders.add(Measured.read(bytes));
            }
        }
        orders.sort(Measured.BY_ARRIVAL);
        List<Row> crossed = new ArrayList<>(0);
        group.add(orders, crossing -> crossed.add(CrossingRow.of(crossing)));
        group.close();
        if (group.isEmpty()) {
            state.remove();
        } else {
            state.update(GroupBytes.write(group, limits));
            state.setTimeoutTimestamp(Math.max(group.neededUntil() - DELAY_MS + limits.latenessMs(), sparks + 1));
        }
        return crossed.iterator();
    }
}
