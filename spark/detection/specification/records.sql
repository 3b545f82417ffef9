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
        'order_id STRING, ts BIGINT, account_id STRING, symbol STRING, side STRING, qty STRING, price STRING, strategy STRING, parent_id STRING, parent_qty STRING, action STRING, orig_order_id STRING, order_type STRING, stop_price STRING, security_type STRING, multiplier STRING, underlying STRING, firm STRING, venue STRING, desk STRING, trader STRING, currency STRING, _corrupt STRING',
        map('columnNameOfCorruptRecord', '_corrupt', 'allowSingleQuotes', 'false', 'allowNonNumericNumbers', 'false')
      ) AS o,
      -- A number where text belongs becomes text above; here it is told.
      from_json(
        text,
        'order_id BIGINT, account_id BIGINT, symbol BIGINT, strategy BIGINT, parent_id BIGINT, orig_order_id BIGINT, underlying BIGINT, firm BIGINT, venue BIGINT, desk BIGINT, trader BIGINT, currency BIGINT, qty DOUBLE, price DOUBLE, parent_qty DOUBLE, stop_price DOUBLE, multiplier DOUBLE'
      ) AS n,
      array('order_id', 'ts', 'account_id', 'symbol', 'side', 'qty', 'price', 'strategy', 'parent_id', 'parent_qty', 'action',
        'orig_order_id', 'order_type', 'stop_price', 'security_type', 'multiplier', 'underlying', 'firm', 'venue', 'desk', 'trader',
        'currency') AS known
    FROM arrived
  ),
  said AS (
    SELECT
      *,
      coalesce(o.action, 'NEW') AS action,
      coalesce(o.order_type, 'LIMIT') AS order_type,
      coalesce(o.security_type, 'STOCK') AS security_type,
      CAST(o.qty AS DECIMAL(38, 28)) AS exact_qty,
      CAST(o.parent_qty AS DECIMAL(38, 28)) AS exact_parent_qty,
      CAST(o.price AS DECIMAL(38, 28)) AS price,
      CAST(o.stop_price AS DECIMAL(38, 28)) AS stop_price,
      CAST(o.multiplier AS DECIMAL(38, 28)) AS multiplier,
      -- An optional member that is null is as one that is not there.
      array_except(names, array_compact(array(
        IF(o.orig_order_id IS NULL, 'orig_order_id', NULL), IF(o.stop_price IS NULL, 'stop_price', NULL),
        IF(o.multiplier IS NULL, 'multiplier', NULL)))) AS there
    FROM read
  ),
  asked AS (
    SELECT
      *,
      CASE order_type
        WHEN 'MARKET' THEN CAST(array() AS ARRAY<STRING>)
        WHEN 'STOP' THEN array('stop_price')
        WHEN 'STOP_LIMIT' THEN array('price', 'stop_price')
        ELSE array('price')
      END AS prices
    FROM said
  ),
  shaped AS (
    SELECT
      *,
      array_union(
        array('order_id', 'ts', 'account_id', 'symbol', 'strategy'),
        CASE
          WHEN action = 'CANCEL' THEN array('orig_order_id')
          ELSE concat(
            array('side', 'qty'), prices,
            IF(action = 'REPLACE', array('orig_order_id'), CAST(array() AS ARRAY<STRING>)),
            IF(security_type IN ('OPTION', 'FUTURE'), array('multiplier'), CAST(array() AS ARRAY<STRING>)))
        END) AS required
    FROM asked
  )
SELECT
  key, value, partition, offset, arrived,
  o.order_id, o.ts, o.account_id,
  -- The form that scopes have (Symbols.java).
  regexp_replace(
    IF(regexp_replace(regexp_replace(o.symbol, ' +', ' '), '(?<=[A-Zpr])[prw]', '') RLIKE '[a-z]',
      upper(regexp_replace(o.symbol, ' +', ' ')), regexp_replace(o.symbol, ' +', ' ')),
    '^([A-Z0-9]{1,6}) ([0-9]{6}[CP][0-9]{8})\\z', '$1$2') AS symbol, action = 'CANCEL' AS is_cancel,
  CAST(exact_qty AS DECIMAL(18, 8)) AS qty, price, stop_price, upper(coalesce(o.currency, 'USD')) AS currency, multiplier,
  upper(o.strategy) AS strategy, o.parent_id,
  CAST(exact_parent_qty AS DECIMAL(18, 8)) AS parent_qty,
  CASE
    WHEN value IS NULL OR length(value) = 0 THEN 104
    WHEN length(value) > 65536 THEN 103
    WHEN encode(text, 'UTF-8') <> value OR names IS NULL THEN 100
    WHEN size(filter(names, x -> array_contains(known, x))) <> size(array_intersect(names, known)) THEN 105
    WHEN exists(names, x -> array_contains(known, lower(x)) AND NOT array_contains(known, x)) THEN 102
    WHEN size(array_intersect(there, required)) < size(required) THEN 101
    WHEN coalesce(
      o._corrupt IS NULL
        AND coalesce(n.order_id, n.account_id, n.symbol, n.strategy, n.parent_id, n.orig_order_id, n.underlying, n.firm, n.venue, n.desk, n.trader, n.currency) IS NULL
        AND length(o.order_id) BETWEEN 1 AND 128 AND NOT o.order_id RLIKE '[\\x00-\\x1f\\x7f-\\x9f]'
        AND o.ts BETWEEN 100000000000 AND 253402300799999
        AND o.account_id RLIKE '^[A-Za-z0-9._/@-]{1,64}\\z'
        AND o.symbol RLIKE '^(?! )[A-Za-z0-9._/@+=^#*$&:!%~ -]{1,64}(?<! )\\z'
        AND o.strategy RLIKE '^[A-Za-z0-9._/@-]{1,64}\\z'
        AND action IN ('NEW', 'CANCEL', 'REPLACE')
        AND order_type IN ('LIMIT', 'MARKET', 'STOP', 'STOP_LIMIT')
        AND security_type IN ('STOCK', 'OPTION', 'FUTURE', 'SPREAD')
        -- What must not be there, as another member says otherwise.
        AND (action = 'CANCEL' OR size(array_except(array_intersect(there, array('price', 'stop_price')), prices)) = 0)
        AND (action <> 'NEW' OR NOT array_contains(there, 'orig_order_id'))
        AND (NOT array_contains(names, 'side') OR o.side IN ('BUY', 'SELL', 'SELL_SHORT', 'SELL_SHORT_EXEMPT'))
        AND (NOT array_contains(names, 'qty')
          OR (n.qty IS NOT NULL OR o.qty RLIKE '^-?(0|[1-9][0-9]*)([.][0-9]+)?\\z')
            AND exact_qty > 0 AND exact_qty <= 1000000000 AND exact_qty = round(exact_qty, 8))
        AND (NOT array_contains(names, 'price')
          OR (n.price IS NOT NULL OR o.price RLIKE '^-?(0|[1-9][0-9]*)([.][0-9]+)?\\z')
            AND abs(price) <= 10000000 AND (price > 0 OR security_type IN ('FUTURE', 'SPREAD')))
        AND (NOT array_contains(there, 'stop_price')
          OR (n.stop_price IS NOT NULL OR o.stop_price RLIKE '^-?(0|[1-9][0-9]*)([.][0-9]+)?\\z')
            AND abs(stop_price) <= 10000000 AND (stop_price > 0 OR security_type IN ('FUTURE', 'SPREAD')))
        AND (NOT array_contains(there, 'multiplier')
          OR (n.multiplier IS NOT NULL OR o.multiplier RLIKE '^-?(0|[1-9][0-9]*)([.][0-9]+)?\\z')
            AND multiplier > 0 AND multiplier <= 1000000)
        AND (o.parent_qty IS NULL
          OR (n.parent_qty IS NOT NULL OR o.parent_qty RLIKE '^-?(0|[1-9][0-9]*)([.][0-9]+)?\\z')
            AND exact_parent_qty > 0 AND exact_parent_qty <= 1000000000 AND exact_parent_qty = round(exact_parent_qty, 8))
        AND coalesce(length(o.parent_id) BETWEEN 1 AND 128 AND NOT o.parent_id RLIKE '[\\x00-\\x1f\\x7f-\\x9f]', true)
        AND coalesce(length(o.orig_order_id) BETWEEN 1 AND 128 AND NOT o.orig_order_id RLIKE '[\\x00-\\x1f\\x7f-\\x9f]', true)
        AND coalesce(o.underlying RLIKE '^(?! )[A-Za-z0-9._/@+=^#*$&:!%~ -]{1,64}(?<! )\\z', true)
        AND coalesce(o.currency RLIKE '^[A-Za-z]{3}\\z', true)
        AND NOT exists(array(o.firm, o.venue, o.desk, o.trader), x -> coalesce(NOT x RLIKE '^[A-Za-z0-9._/@-]{1,64}\\z', false)),
      false) THEN NULL
    ELSE 102
  END AS refusal
FROM shaped
