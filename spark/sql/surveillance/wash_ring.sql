-- A pattern of abuse, in SQL of DuckDB 1.5.6. Spark 3.5.3 has found the same by it, though no test runs it there. It reads `events`, whose
-- columns are those of the lake's table `curated`, and gives a row for each subject: who, where, when, how much (score, 1 to 100) and by
-- which events. A name in braces is a threshold of surveillance.json.
with trades as (
  select event_id, ts_ms, symbol, price, qty, buy_owner, sell_owner
  from events
  where event_type = 'EXECUTION' and buy_owner <> sell_owner
), turns as (
  select a.symbol, a.ts_ms as from_ms, c.ts_ms as to_ms, a.event_id as first_id, b.event_id as second_id, c.event_id as third_id,
    concat_ws('+', least(a.sell_owner, a.buy_owner, b.buy_owner),
      case
        when a.sell_owner > least(a.buy_owner, b.buy_owner) and a.sell_owner < greatest(a.buy_owner, b.buy_owner) then a.sell_owner
        when a.buy_owner > least(a.sell_owner, b.buy_owner) and a.buy_owner < greatest(a.sell_owner, b.buy_owner) then a.buy_owner
        else b.buy_owner
      end,
      greatest(a.sell_owner, a.buy_owner, b.buy_owner)) as subject
  from trades a
  join trades b on b.symbol = a.symbol and b.sell_owner = a.buy_owner and b.buy_owner <> a.sell_owner
    and b.ts_ms >= a.ts_ms and b.ts_ms <= a.ts_ms + ${wash_ring.window_ms}
    and abs(b.qty - a.qty) <= a.qty * ${wash_ring.max_qty_difference}
    and abs(b.price - a.price) * 10000 <= a.price * ${wash_ring.max_price_bps}
  join trades c on c.symbol = a.symbol and c.sell_owner = b.buy_owner and c.buy_owner = a.sell_owner
    and c.ts_ms >= b.ts_ms and c.ts_ms <= a.ts_ms + ${wash_ring.window_ms}
    and abs(c.qty - a.qty) <= a.qty * ${wash_ring.max_qty_difference}
    and abs(c.price - a.price) * 10000 <= a.price * ${wash_ring.max_price_bps}
), found as (
  select subject, symbol, from_ms, to_ms, first_id as event_id from turns
  union all
  select subject, symbol, from_ms, to_ms, second_id from turns
  union all
  select subject, symbol, from_ms, to_ms, third_id from turns
)
select subject, symbol, min(from_ms) as from_ms, max(to_ms) as to_ms,
  cast(least(100, 40 + 8 * count(distinct event_id)) as int) as score, array_sort(array_agg(distinct event_id)) as evidence
from found
group by subject, symbol
having count(distinct event_id) >= 3 * ${wash_ring.min_turns}
