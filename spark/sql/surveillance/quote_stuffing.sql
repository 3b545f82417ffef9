-- A pattern of abuse, in SQL of DuckDB 1.5.6. Spark 3.5.3 has found the same by it, though no test runs it there. It reads `events`, whose
-- columns are those of the lake's table `curated`, and gives a row for each subject: who, where, when, how much (score, 1 to 100) and by
-- which events. A name in braces is a threshold of surveillance.json.
with messages as (
  select event_id, ts_ms, symbol, trader, owner,
    count(*) over w as sent,
    sum(case when event_type = 'CANCEL' then 1 else 0 end) over w as cancels
  from events
  where event_type in ('ORDER', 'CANCEL', 'REPLACE')
  window w as (partition by trader, symbol order by ts_ms range between ${quote_stuffing.window_ms} preceding and current row)
), bursts as (
  select trader, owner, symbol, min(ts_ms) as from_ms, max(ts_ms) as to_ms, max(sent) as sent
  from messages
  where sent >= ${quote_stuffing.min_messages} and cancels >= sent * ${quote_stuffing.min_cancel_share}
  group by trader, owner, symbol
)
select b.owner as subject, b.symbol, min(m.ts_ms) as from_ms, b.to_ms, cast(least(100, 40 + b.sent / 10) as int) as score,
  array_sort(array_agg(m.event_id)) as evidence
from bursts b
join messages m on m.trader = b.trader and m.symbol = b.symbol and m.ts_ms between b.from_ms - ${quote_stuffing.window_ms} and b.to_ms
group by b.owner, b.symbol, b.to_ms, b.sent
