-- An order once for each group it is measured in: its account, its symbol, its strategy, and its parent within the strategy.
SELECT seen, arrived, partition, offset, event_time, order_id, qty, notional, parent_qty, kind, name, part, trace,
  -- Held in state for every order of the open windows, so only where a rule asks for it.
  IF(kind = 'ACCOUNT' AND ${account.symbol_concentration.enabled}, symbol, NULL) AS symbol
FROM (
  SELECT *, inline(array(
    struct('ACCOUNT' AS kind, account_id AS name, '' AS part),
    struct('SYMBOL' AS kind, symbol AS name, '' AS part),
    struct('STRATEGY' AS kind, strategy AS name, '' AS part),
    struct('PARENT' AS kind, strategy AS name, IF(parent_qty IS NULL, NULL, parent_id) AS part)))
  FROM orders
)
WHERE part IS NOT NULL AND CASE kind
  WHEN 'ACCOUNT' THEN ${account.order_rate.enabled} OR ${account.notional.enabled} OR ${account.symbol_concentration.enabled}
  WHEN 'SYMBOL' THEN ${symbol.order_rate.enabled} OR ${symbol.notional.enabled}
  WHEN 'STRATEGY' THEN ${strategy.order_rate.enabled} OR ${strategy.notional.enabled}
  ELSE ${strategy.child_over_parent.enabled}
END
