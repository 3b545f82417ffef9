package killswitch.detection;

import java.math.BigDecimal;

/**
 * An order as the contract has it. {@code ts} is its own word for when it was sent, Unix ms; symbol and strategy are in the form that
 * scopes have; quantities have eight decimals; prices are in {@code currency}, and all from {@code price} to {@code multiplier}, as
 * {@code parentId} and {@code parentQty}, may be null.
 */
record Order(
    String orderId, long ts, String accountId, String symbol, boolean isCancel, BigDecimal qty, String currency, BigDecimal price,
    BigDecimal stopPrice, BigDecimal multiplier, String strategy, String parentId, BigDecimal parentQty) { }
