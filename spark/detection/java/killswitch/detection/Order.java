package killswitch.detection;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An order as the contract has it. {@code ts} is its own word for when it was sent, Unix ms; symbol and strategy are in the form that
 * scopes have; quantities have eight decimals; {@code price}, which is in US dollars, {@code multiplier}, {@code parentId} and {@code parentQty} may be null.
 */
record Order(
    String orderId, long ts, String accountId, String symbol, boolean isCancel, BigDecimal qty, BigDecimal price, BigDecimal multiplier,
    String strategy, String parentId, BigDecimal parentQty) {

    /** US dollars, to the eighth decimal, whatever the price's sign; nothing where there is no price in these. */
    BigDecimal notional() {
        if (price == null)
            return Pane.NOTHING;
        var worth = price.abs().multiply(qty);
        return (multiplier == null ? worth : worth.multiply(multiplier)).setScale(8, RoundingMode.HALF_UP);
    }
}
