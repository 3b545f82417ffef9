-- A pattern of abuse, in SQL of DuckDB 1.5.6. Spark 3.5.3 has found the same by it, though no test runs it there. It reads `events`, whose
-- columns are those of the lake's table `curated`, and gives a row for each subject: who, where, when, how much (score, 1 to 100) and by
-- which events. A name in braces is a threshold of surveillance.json.
-- `sessions` has the close of each venue on each day that is known; a venue without one is not watched. A close is looked at when it is over.
with watched as (
  select e.*, s.close_ms
  from events e
  join sessions s on s.venue = e.venue and e.ts_ms < s.close_ms and e.ts_ms >= s.close_ms - ${marking_the_close.window_ms}
  where e.event_type = 'EXECUTION' and s.close_ms <= (select max(ts_ms) from events)
), market as (
  select symbol, close_ms, sum(qty) as volume, min_by(price, ts_ms) as opened_at, max_by(price, ts_ms) as closed_at
  from watched
  group by symbol, close_ms
), sides as (
  select event_id, ts_ms, symbol, close_ms, qty, price, buy_owner as owner, 1 as sign from watched
  union all
  select event_id, ts_ms, symbol, close_ms, qty, price, sell_owner, -1 from watched
), owners as (
  select owner, symbol, close_ms, count(*) as trades, sum(qty) as traded, sum(sign * qty) as net, min(ts_ms) as from_ms, max(ts_ms) as to_ms,
    min_by(price, ts_ms) as first_price, max_by(price, ts_ms) as last_price, array_sort(array_agg(event_id)) as evidence
  from sides
  group by owner, symbol, close_ms
)
select o.owner as subject, o.symbol, o.from_ms, o.to_ms,
  cast(least(100, 40 + 60 * cast(o.traded as double) / nullif(cast(m.volume as double), 0)) as int) as score, o.evidence
from owners o
join market m on m.symbol = o.symbol and m.close_ms = o.close_ms
where o.trades >= ${marking_the_close.min_trades}
  and o.traded >= m.volume * ${marking_the_close.min_share}
  and abs(o.net) >= o.traded * ${marking_the_close.min_one_way}
  and (m.closed_at - m.opened_at) * sign(o.net) * 10000 >= m.opened_at * ${marking_the_close.min_move_bps}
  and (o.last_price - o.first_price) * sign(o.net) * 10000 >= o.first_price * ${marking_the_close.min_move_bps}
