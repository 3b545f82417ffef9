-- A pattern of abuse, in SQL of DuckDB 1.5.6. Spark 3.5.3 has found the same by it, though no test runs it there. It reads `events`, whose
-- columns are those of the lake's table `curated`, and gives a row for each subject: who, where, when, how much (score, 1 to 100) and by
-- which events. A name in braces is a threshold of surveillance.json.
with hits as (
  select event_id, ts_ms, symbol, price, qty, case when aggressor = 'BUY' then buy_owner else sell_owner end as owner,
    case when aggressor = 'BUY' then 1 else -1 end as sign
  from events
  where event_type = 'EXECUTION' and aggressor is not null and buy_owner <> sell_owner
), starts as (
  select a.owner, a.symbol, a.sign, a.ts_ms as from_ms, max(b.ts_ms) as top_ms, a.price as first_price,
    sum(b.qty) as pushed, array_agg(b.event_id) as pushes
  from hits a
  join hits b on b.owner = a.owner and b.symbol = a.symbol and b.sign = a.sign
    and b.ts_ms >= a.ts_ms and b.ts_ms <= a.ts_ms + ${momentum_ignition.window_ms}
  group by a.owner, a.symbol, a.sign, a.event_id, a.ts_ms, a.price
  having count(*) >= ${momentum_ignition.min_trades}
    and (max_by(b.price, b.ts_ms) - a.price) * a.sign * 10000 >= a.price * ${momentum_ignition.min_move_bps}
), shares as (
  select s.owner, s.symbol, s.sign, s.from_ms, s.top_ms, s.first_price, s.pushed, s.pushes
  from starts s
  join events e on e.event_type = 'EXECUTION' and e.symbol = s.symbol and e.ts_ms between s.from_ms and s.top_ms
  group by s.owner, s.symbol, s.sign, s.from_ms, s.top_ms, s.first_price, s.pushed, s.pushes
  having s.pushed >= sum(e.qty) * ${momentum_ignition.min_share}
), reversed as (
  select s.owner, s.symbol, s.from_ms, max(e.ts_ms) as to_ms, s.pushes, array_agg(e.event_id) as reversals
  from shares s
  join events e on e.event_type = 'EXECUTION' and e.symbol = s.symbol
    and e.ts_ms > s.top_ms and e.ts_ms <= s.top_ms + ${momentum_ignition.reversal_ms}
    and ((s.sign = 1 and e.sell_owner = s.owner and e.price > s.first_price)
      or (s.sign = -1 and e.buy_owner = s.owner and e.price < s.first_price))
  group by s.owner, s.symbol, s.from_ms, s.pushes, s.pushed
  having sum(e.qty) >= s.pushed * ${momentum_ignition.min_reversed}
)
select owner as subject, symbol, min(from_ms) as from_ms, max(to_ms) as to_ms, cast(80 as int) as score,
  array_sort(array_distinct(concat(flatten(array_agg(pushes)), flatten(array_agg(reversals))))) as evidence
from reversed
group by owner, symbol
