-- Every limit that was crossed: once for each scope, rule, window and epoch, in the micro-batch in which it happens.
--
-- A group keeps its orders in the order in which they came: by micro-batch, then as they arrived. What came before never
-- changes, so the order that crosses a limit is found again at the same place each time, whatever the micro-batches
-- were; and where it is one of this micro-batch, the crossing is new.
WITH
  grouped AS (
    SELECT
      kind, name, part, epoch, window,
      count(1) AS orders,
      sum(notional) AS notional,
      max(seen) AS latest,
      collect_list(struct(seen, arrived, partition, offset, order_id, unix_millis(event_time) AS ts, symbol, notional, qty, parent_qty, trace)) AS listed
    FROM measured
    GROUP BY kind, name, part, epoch, window(event_time, '${window_seconds} seconds', '${slide_seconds} seconds')
  ),
  -- A rule that is turned off, or not one of this kind, has no limit: nothing is above NULL.
  limited AS (
    SELECT
      *,
      CASE kind
        WHEN 'ACCOUNT' THEN IF(${account.order_rate.enabled}, ${account.order_rate.max_orders}, NULL)
        WHEN 'SYMBOL' THEN IF(${symbol.order_rate.enabled}, ${symbol.order_rate.max_orders}, NULL)
        WHEN 'STRATEGY' THEN IF(${strategy.order_rate.enabled}, ${strategy.order_rate.max_orders}, NULL)
      END AS max_orders,
      CASE kind
        WHEN 'ACCOUNT' THEN IF(${account.notional.enabled}, CAST(${account.notional.max_usd} AS DECIMAL(28, 8)), NULL)
        WHEN 'SYMBOL' THEN IF(${symbol.notional.enabled}, CAST(${symbol.notional.max_usd} AS DECIMAL(28, 8)), NULL)
        WHEN 'STRATEGY' THEN IF(${strategy.notional.enabled}, CAST(${strategy.notional.max_usd} AS DECIMAL(28, 8)), NULL)
      END AS max_usd,
      IF(kind = 'ACCOUNT' AND ${account.symbol_concentration.enabled}, ${account.symbol_concentration.min_orders}, NULL) AS min_orders,
      IF(kind = 'ACCOUNT' AND ${account.symbol_concentration.enabled}, CAST(${account.symbol_concentration.min_usd} AS DECIMAL(28, 8)), NULL) AS min_usd,
      IF(kind = 'PARENT', ${strategy.child_over_parent.min_children}, NULL) AS min_children
    FROM grouped
  ),
  -- Only a group that can have crossed is looked at order by order.
  sorted AS (
    SELECT *, array_sort(listed) AS arrivals
    FROM limited
    WHERE orders > max_orders OR notional > max_usd OR (orders >= min_orders AND notional >= min_usd) OR orders >= min_children
  ),
  -- How many orders it took until there were enough of them, and enough dollars, for a share to say something.
  sampled AS (
    SELECT *, IF(orders >= min_orders AND notional >= min_usd, aggregate(
      arrivals,
      struct(0 AS n, CAST(0 AS DECIMAL(28, 8)) AS total),
      (a, o) -> IF(a.n >= min_orders AND a.total >= min_usd, a, struct(a.n + 1 AS n, CAST(a.total + o.notional AS DECIMAL(28, 8)) AS total)),
      a -> a.n
    ), NULL) AS sample
    FROM sorted
  ),
  judged AS (
    SELECT
      *,
      -- The first order that takes the sum over the limit ends it.
      IF(notional > max_usd, aggregate(
        arrivals,
        struct(CAST(0 AS DECIMAL(38, 8)) AS total, element_at(arrivals, 1) AS at),
        (a, o) -> IF(a.total > max_usd, a, struct(CAST(a.total + o.notional AS DECIMAL(38, 8)) AS total, o AS at))
      ), NULL) AS spent,
      -- The largest symbol's share rises and falls. Only the symbol just ordered can have risen; all of them are looked
      -- at when the sample becomes large enough. Orders of earlier micro-batches have been judged in theirs.
      IF(sample IS NOT NULL, array_min(filter(transform(
        array_distinct(concat(
          transform(slice(arrivals, 1, sample), o -> o.symbol),
          transform(filter(arrivals, o -> o.seen = latest), o -> o.symbol))),
        s -> aggregate(
          arrivals,
          struct(0 AS n, CAST(0 AS DECIMAL(28, 8)) AS less, s AS symbol, CAST(0 AS DECIMAL(28, 8)) AS total, false AS over, element_at(arrivals, 1) AS at),
          (a, o) -> IF(a.over, a, struct(
            a.n + 1 AS n,
            CAST(a.less - IF(o.symbol = s, o.notional, 0) AS DECIMAL(28, 8)) AS less,
            s AS symbol,
            CAST(a.total + o.notional AS DECIMAL(28, 8)) AS total,
            a.n + 1 >= sample AND (o.symbol = s OR a.n + 1 = sample)
              AND IF(o.symbol = s, o.notional, 0) - a.less > ${account.symbol_concentration.max_share} * (a.total + o.notional) AS over,
            o AS at)))
      ), a -> a.over)), NULL) AS leaning,
      IF(orders >= min_children, aggregate(
        arrivals,
        struct(0 AS n, CAST(0 AS BIGINT) AS shares, CAST(NULL AS BIGINT) AS asked, false AS over, element_at(arrivals, 1) AS at),
        (a, o) -> IF(a.over, a, struct(
          a.n + 1 AS n,
          a.shares + o.qty AS shares,
          -- Of what they say the smallest, as far as any has said it; children before it count in full.
          least(a.asked, o.parent_qty) AS asked,
          coalesce(
            a.n + 1 >= min_children AND a.shares + o.qty > least(a.asked, o.parent_qty) * ${strategy.child_over_parent.tolerance},
            false) AS over,
          o AS at))
      ), NULL) AS filled
    FROM sampled
  ),
  crossed AS (
    SELECT
      concat(IF(kind = 'PARENT', 'STRATEGY', kind), ':', name) AS scope,
      name,
      epoch,
      unix_millis(window.start) AS window_start,
      unix_millis(window.end) AS window_end,
      latest,
      inline(filter(array(
        IF(orders > max_orders, struct(
          'order_rate' AS metric,
          1 AS rank,
          CAST(max_orders + 1 AS DECIMAL(38, 8)) AS value,
          CAST(max_orders AS DECIMAL(38, 8)) AS threshold,
          concat(format_number(max_orders + 1, 0), ' orders, ', format_number(max_orders, 0), ' allowed') AS said,
          element_at(arrivals, max_orders + 1) AS at), NULL),
        IF(spent IS NOT NULL, struct(
          'notional' AS metric,
          2 AS rank,
          spent.total AS value,
          CAST(max_usd AS DECIMAL(38, 8)) AS threshold,
          concat('$', format_number(spent.total, 2), ' of orders, $', format_number(max_usd, 0), ' allowed') AS said,
          spent.at AS at), NULL),
        IF(leaning IS NOT NULL, struct(
          'symbol_concentration' AS metric,
          3 AS rank,
          -- Rounded to what people read, but never onto the limit: a crossed limit must show as crossed.
          CAST(ceil(-leaning.less / leaning.total, 4) AS DECIMAL(38, 8)) AS value,
          CAST(${account.symbol_concentration.max_share} AS DECIMAL(38, 8)) AS threshold,
          concat(
            format_number(100 * ceil(-leaning.less / leaning.total, 4), 1), ' % of the notional of ', format_number(leaning.n, 0), ' orders in ', leaning.symbol, ', ',
            format_number(100 * ${account.symbol_concentration.max_share}, 1), ' % allowed') AS said,
          leaning.at AS at), NULL),
        IF(filled.over, struct(
          'child_over_parent' AS metric,
          4 AS rank,
          CAST(filled.shares AS DECIMAL(38, 8)) AS value,
          CAST(filled.asked * ${strategy.child_over_parent.tolerance} AS DECIMAL(38, 8)) AS threshold,
          concat(
            format_number(filled.n, 0), ' children for ', format_number(filled.shares, 0), ' shares of parent ', part, ', which asked for ',
            format_number(filled.asked, 0), ' (', format_number(filled.asked * ${strategy.child_over_parent.tolerance}, 0), ' allowed)') AS said,
          filled.at AS at), NULL)
      ), c -> c IS NOT NULL))
    FROM judged
  )
SELECT scope, name, epoch, window_start, window_end, metric, rank, value, threshold, said, at
FROM crossed
WHERE at.seen = latest
