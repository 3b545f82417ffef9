package killswitch.detection;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * An order in one of its groups, with what that group asks of it: {@code notional} and {@code symbol} for scopes, {@code qty} and the
 * parent for parents. Times are Unix ms; {@code ts} is where it is measured, {@code arrived} is the record's.
 *
 * @param trace The 16 bytes of its trace and the 8 of its span; empty for none.
 */
record Measured(
    long arrived, int partition, long offset, long ts, String orderId, BigDecimal notional, String symbol, BigDecimal qty, String parent,
    BigDecimal parentQty, byte[] trace) {

    private static final BigDecimal UNKNOWN = BigDecimal.valueOf(-1, 8);

    static final Comparator<Measured> BY_ARRIVAL =
        Comparator.comparingLong(Measured::arrived).thenComparingInt(Measured::partition).thenComparingLong(Measured::offset);

    void write(Bytes.Writer to) {
        to.whole(arrived);
        to.whole(partition);
        to.whole(offset);
        to.whole(ts);
        to.text(orderId);
        to.decimal(notional);
        to.text(symbol);
        to.decimal(qty);
        to.text(parent);
        to.decimal(parentQty == null ? UNKNOWN : parentQty);
        to.raw(trace);
    }

    static Measured read(Bytes.Reader from) {
        return new Measured(
            from.whole(), (int) from.whole(), from.whole(), from.whole(), from.text(), from.decimal(), from.text(), from.decimal(), from.text(),
            positive(from.decimal()), from.raw());
    }

    Measured at(long ts) {
        return new Measured(arrived, partition, offset, ts, orderId, notional, symbol, qty, parent, parentQty, trace);
    }

    private static BigDecimal positive(BigDecimal value) {
        return value.signum() < 0 ? null : value;
    }
}
