package killswitch.detection;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An order as the contract has it. {@code ts} is its own word for when it was sent, Unix ms; symbol and strategy are in upper case;
 * {@code parentId} and {@code parentQty} may be null.
 */
record Order(
    String orderId, long ts, String accountId, String symbol, long qty, BigDecimal price, String strategy, String parentId,
    Long parentQty) {

    /** US dollars, to the eighth decimal. */
    BigDecimal notional() {
        return price.multiply(BigDecimal.valueOf(qty)).setScale(8, RoundingMode.HALF_UP);
    }
}
