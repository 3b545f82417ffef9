-- Every record of the orders topic, read as an order where it is one; refusal is NULL exactly where it is. What the operator's reader
-- (java/) does byte by byte. The router refuses some records that this accepts (two values in one record, say).
WITH
  arrived AS (
    SELECT
      key, value, partition, offset,
      decode(value, 'UTF-8') AS text,
      timestamp AS arrived
    FROM orders_topic
  ),
  read AS (
    SELECT
      *,
      json_object_keys(text) AS names,
      from_json(
        text,
        'order_id STRING, ts BIGINT, account_id STRING, symbol STRING, side STRING, qty BIGINT, price DECIMAL(38, 28), strategy STRING, parent_id STRING, parent_qty BIGINT, _corrupt STRING',
        map('columnNameOfCorruptRecord', '_corrupt', 'allowSingleQuotes', 'false', 'allowNonNumericNumbers', 'false')
      ) AS o,
      -- A number where text belongs becomes text above, and text a decimal; here neither does.
      from_json(text, 'order_id BIGINT, account_id BIGINT, symbol BIGINT, strategy BIGINT, parent_id BIGINT, price DOUBLE') AS n,
      array('order_id', 'ts', 'account_id', 'symbol', 'side', 'qty', 'price', 'strategy') AS required,
      array('order_id', 'ts', 'account_id', 'symbol', 'side', 'qty', 'price', 'strategy', 'parent_id', 'parent_qty') AS known
    FROM arrived
  )
SELECT
  key, value, partition, offset, arrived,
  o.order_id, o.ts, o.account_id, upper(o.symbol) AS symbol, o.qty, o.price, upper(o.strategy) AS strategy, o.parent_id, o.parent_qty,
  CASE
    WHEN value IS NULL OR length(value) = 0 THEN 104
    WHEN length(value) > 65536 THEN 103
    WHEN encode(text, 'UTF-8') <> value OR names IS NULL THEN 100
    WHEN size(filter(names, x -> array_contains(known, x))) <> size(array_intersect(names, known)) THEN 105
    WHEN exists(names, x -> array_contains(known, lower(x)) AND NOT array_contains(known, x)) THEN 102
    WHEN size(array_intersect(names, required)) < size(required) THEN 101
    WHEN coalesce(
      o._corrupt IS NULL
        AND coalesce(n.order_id, n.account_id, n.symbol, n.strategy, n.parent_id) IS NULL
        AND n.price IS NOT NULL
        AND length(o.order_id) BETWEEN 1 AND 128 AND NOT o.order_id RLIKE '[\\x00-\\x1f\\x7f-\\x9f]'
        AND o.ts BETWEEN 1 AND 253402300799999
        AND o.account_id RLIKE '^[A-Za-z0-9._/@-]{1,64}\\z'
        AND o.symbol RLIKE '^[A-Za-z0-9._/@-]{1,64}\\z'
        AND o.strategy RLIKE '^[A-Za-z0-9._/@-]{1,64}\\z'
        AND o.side IN ('BUY', 'SELL')
        AND o.qty BETWEEN 1 AND 1000000000
        AND o.price > 0 AND o.price <= 10000000
        AND coalesce(length(o.parent_id) BETWEEN 1 AND 128 AND NOT o.parent_id RLIKE '[\\x00-\\x1f\\x7f-\\x9f]', true)
        AND coalesce(o.parent_qty BETWEEN 1 AND 1000000000, true),
      false) THEN NULL
    ELSE 102
  END AS refusal
FROM read
