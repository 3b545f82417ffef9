-- The orders, each with the time it is measured at: its own, unless that is further from its arrival than a clock may be off. So no
-- clock keeps an order from being measured. And each with what it is worth: by its own price, or what its symbol trades at in its
-- currency, or the price that sets it off, if that is more; nothing where nobody can tell.
WITH
  priced AS (
    SELECT
      r.*,
      coalesce(r.price, IF(reference.price IS NOT NULL, greatest(abs(reference.price), abs(coalesce(r.stop_price, 0))), NULL)) AS by_price,
      rate.price AS usd_rate
    FROM records r
    LEFT JOIN prices reference ON reference.symbol = r.symbol AND reference.currency = r.currency
    LEFT JOIN prices rate ON rate.symbol = concat(r.currency, '/USD') AND rate.currency = 'USD' AND rate.price > 0
    WHERE refusal IS NULL AND NOT is_cancel
  ),
  valued AS (
    SELECT
      *,
      -- In steps, as Spark keeps fewer decimals the more digits it multiplies.
      CAST(
        CAST(qty * CAST(abs(coalesce(by_price, 0)) AS DECIMAL(20, 12)) AS DECIMAL(28, 10)) * CAST(coalesce(multiplier, 1) AS DECIMAL(15, 8))
        AS DECIMAL(32, 8)) AS worth
    FROM priced
  )
SELECT
  arrived, partition, offset,
  order_id, account_id, symbol, strategy, parent_id, parent_qty, qty,
  -- No order is worth more than the largest in dollars.
  IF(currency = 'USD', worth,
    CAST(least(worth * CAST(coalesce(usd_rate, 0) AS DECIMAL(14, 6)), CAST(1e22 AS DECIMAL(38, 6))) AS DECIMAL(32, 8))) AS notional,
  IF(
    ts BETWEEN unix_millis(arrived) - 1000 * ${lateness_seconds} AND unix_millis(arrived) + 1000 * ${clock_ahead_seconds},
    timestamp_millis(ts),
    arrived
  ) AS event_time
FROM valued
