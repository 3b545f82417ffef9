-- A pattern of abuse, in SQL of DuckDB 1.5.6. Spark 3.5.3 has found the same by it, though no test runs it there. It reads `events`, whose
-- columns are those of the lake's table `curated`, and gives a row for each subject: who, where, when, how much (score, 1 to 100) and by
-- which events. A name in braces is a threshold of surveillance.json.
with fills as (
  select event_id, ts_ms, symbol, qty, buy_owner as owner, 'BUY' as filled from events
  where event_type = 'EXECUTION' and buy_owner <> sell_owner
  union all
  select event_id, ts_ms, symbol, qty, sell_owner, 'SELL' from events
  where event_type = 'EXECUTION' and buy_owner <> sell_owner
), shown as (
  select o.event_id as order_event, c.event_id as cancel_event, o.order_id, o.symbol, o.owner, o.ts_ms as from_ms, c.ts_ms as to_ms,
    o.price, c.qty, case when o.side = 'BUY' then 'BUY' else 'SELL' end as shown_side
  from events o
  join events c on c.event_type = 'CANCEL' and c.order_id = o.order_id and c.owner = o.owner and c.symbol = o.symbol
    and c.ts_ms >= o.ts_ms and c.ts_ms <= o.ts_ms + ${spoofing.window_ms}
  where o.event_type = 'ORDER'
    and c.qty >= ${spoofing.min_order_qty}
), cycles as (
  select s.owner, s.symbol, f.event_id as fill_event, min(s.from_ms) as from_ms, max(s.to_ms) as to_ms,
    count(distinct s.order_id) as orders, count(distinct s.price) as levels, sum(s.qty) as shown, max(f.qty) as filled,
    array_agg(s.order_event) as order_events, array_agg(s.cancel_event) as cancel_events
  from shown s
  join fills f on f.owner = s.owner and f.symbol = s.symbol and f.filled <> s.shown_side
    and f.ts_ms >= s.from_ms and f.ts_ms <= s.to_ms and s.to_ms <= f.ts_ms + ${spoofing.cancel_within_ms}
  group by s.owner, s.symbol, f.event_id
)
select owner as subject, symbol, min(from_ms) as from_ms, max(to_ms) as to_ms, cast(least(100, 40 + 15 * count(*)) as int) as score,
  array_sort(array_distinct(concat(array_agg(fill_event), flatten(array_agg(order_events)), flatten(array_agg(cancel_events))))) as evidence
from cycles
where orders <= ${spoofing.max_orders_a_cycle} and shown >= filled * ${spoofing.min_size_ratio}
group by owner, symbol
having count(*) >= ${spoofing.min_cycles}
