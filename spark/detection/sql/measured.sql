-- An order once for each group it is measured in: its account, its symbol, its strategy, and its parent within the strategy.
-- What came after people restored a scope is counted apart from what came before: epoch is the version of the ACTIVE that it came
-- after, 0 where there is none; in the millisecond of an ACTIVE the router drops it, too.
SELECT /*+ BROADCAST(restored) */
  seen, arrived, partition, offset, event_time, order_id, qty, notional, parent_qty, kind, name, part, trace, symbol,
  coalesce(array_max(transform(filter(restores, r -> r.restored_at < arrived), r -> r.version)), 0) AS epoch
FROM (
  SELECT seen, arrived, partition, offset, event_time, order_id, qty, notional, parent_qty, kind, name, part, trace,
    -- Held in state for every order of the open windows, so only where a rule asks for it.
    IF(kind = 'ACCOUNT' AND ${account.symbol_concentration.enabled}, symbol, NULL) AS symbol
  FROM (
    SELECT *, inline(array(
      struct('ACCOUNT' AS kind, account_id AS name, '' AS part),
      struct('SYMBOL' AS kind, symbol AS name, '' AS part),
      struct('STRATEGY' AS kind, strategy AS name, '' AS part),
      struct('PARENT' AS kind, strategy AS name, parent_id AS part)))
    FROM orders
  )
  WHERE part IS NOT NULL AND CASE kind
    WHEN 'ACCOUNT' THEN ${account.order_rate.enabled} OR ${account.notional.enabled} OR ${account.symbol_concentration.enabled}
    WHEN 'SYMBOL' THEN ${symbol.order_rate.enabled} OR ${symbol.notional.enabled}
    WHEN 'STRATEGY' THEN ${strategy.order_rate.enabled} OR ${strategy.notional.enabled}
    ELSE ${strategy.child_over_parent.enabled}
  END
) AS once LEFT JOIN restored ON restored_scope = concat(IF(kind = 'PARENT', 'STRATEGY', kind), ':', name)
