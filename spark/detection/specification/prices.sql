-- What each symbol trades at, as prices.v1 says it last; a symbol whose last record has no value, or none that can be read, has no price.
WITH
  said AS (
    SELECT
      decode(key, 'ISO-8859-1') AS written, timestamp, partition, offset,
      from_json(CAST(value AS STRING), 'symbol STRING, price DECIMAL(38, 28), ts BIGINT, currency STRING') AS p
    FROM prices_topic
  ),
  formed AS (
    SELECT
      *,
      -- The form that scopes have (Symbols.java): of the key, and of what the record is about.
      transform(array(written, p.symbol), x ->
        regexp_replace(
          IF(regexp_replace(regexp_replace(x, ' +', ' '), '(?<=[A-Zpr])[prw]', '') RLIKE '[a-z]',
            upper(regexp_replace(x, ' +', ' ')), regexp_replace(x, ' +', ' ')),
          '^([A-Z0-9]{1,6}) ([0-9]{6}[CP][0-9]{8})\\z', '$1$2')) AS forms
    FROM said
    WHERE written RLIKE '^(?! )[A-Za-z0-9._/@+=^#*$&:!%~ -]{1,64}(?<! )\\z'
  ),
  latest AS (
    SELECT *, row_number() OVER (PARTITION BY forms[0] ORDER BY timestamp DESC, partition DESC, offset DESC) AS nth
    FROM formed
  )
SELECT forms[0] AS symbol, p.price, coalesce(p.currency, 'USD') AS currency
FROM latest
WHERE nth = 1
  AND forms[1] = forms[0]
  AND abs(p.price) <= 10000000
  AND p.ts BETWEEN 100000000000 AND 253402300799999
  AND coalesce(p.currency RLIKE '^[A-Z]{3}\\z', true)
