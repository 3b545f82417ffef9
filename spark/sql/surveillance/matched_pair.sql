-- A pattern of abuse, in SQL of DuckDB 1.5.6. Spark 3.5.3 has found the same by it, though no test runs it there. It reads `events`, whose
-- columns are those of the lake's table `curated`, and gives a row for each subject: who, where, when, how much (score, 1 to 100) and by
-- which events. A name in braces is a threshold of surveillance.json.
with trades as (
  select event_id, ts_ms, symbol, price, qty, buy_owner, sell_owner,
    least(buy_owner, sell_owner) as one, greatest(buy_owner, sell_owner) as other
  from events
  where event_type = 'EXECUTION' and buy_owner <> sell_owner
), trips as (
  select t.one, t.other, t.symbol, t.event_id as went, b.event_id as came, t.ts_ms as from_ms, b.ts_ms as to_ms
  from trades t
  join trades b on b.symbol = t.symbol and b.buy_owner = t.sell_owner and b.sell_owner = t.buy_owner
    and b.ts_ms >= t.ts_ms and b.ts_ms <= t.ts_ms + ${matched_pair.window_ms} and b.event_id <> t.event_id
    and abs(b.qty - t.qty) <= t.qty * ${matched_pair.max_qty_difference}
    and abs(b.price - t.price) * 10000 <= t.price * ${matched_pair.max_price_bps}
), nets as (
  select one, other, symbol, sum(case when buy_owner = one then qty else -qty end) as net, sum(qty) as traded
  from trades
  group by one, other, symbol
), found as (
  select one, other, symbol, from_ms, to_ms, went as event_id from trips
  union all
  select one, other, symbol, from_ms, to_ms, came from trips
)
select concat_ws('+', f.one, f.other) as subject, f.symbol, min(f.from_ms) as from_ms, max(f.to_ms) as to_ms,
  cast(least(100, 40 + 10 * count(distinct f.event_id)) as int) as score, array_sort(array_agg(distinct f.event_id)) as evidence
from found f
join nets n on n.one = f.one and n.other = f.other and n.symbol = f.symbol
group by f.one, f.other, f.symbol, n.net, n.traded
having count(distinct f.event_id) >= 2 * ${matched_pair.min_round_trips} and abs(n.net) <= n.traded * ${matched_pair.max_net_share}
