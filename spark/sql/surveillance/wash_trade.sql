-- A pattern of abuse, in SQL of DuckDB 1.5.6. Spark 3.5.3 has found the same by it, though no test runs it there. It reads `events`, whose
-- columns are those of the lake's table `curated`, and gives a row for each subject: who, where, when, how much (score, 1 to 100) and by
-- which events. A name in braces is a threshold of surveillance.json.
with own as (
  select *,
    count(*) over (partition by buy_owner, symbol order by ts_ms range between ${wash_trade.window_ms} preceding and current row) as trades,
    sum(qty) over (partition by buy_owner, symbol order by ts_ms range between ${wash_trade.window_ms} preceding and current row) as traded
  from events
  where event_type = 'EXECUTION' and buy_owner = sell_owner
)
select buy_owner as subject, symbol, min(ts_ms) as from_ms, max(ts_ms) as to_ms,
  cast(least(100, 50 + 10 * count(*)) as int) as score, array_sort(array_agg(event_id)) as evidence
from own
group by buy_owner, symbol
having max(trades) >= ${wash_trade.min_trades} and max(traded) >= ${wash_trade.min_qty}
