-- Messages (orders, cancels, replacements) for each execution, by trader.
-- A named query, in SQL of DuckDB 1.5.6, kept to what Spark has, too (no test runs it there). Its tables are narrowed by --from, --to,
-- --symbol and --trader before.
with acts as (
  select trader, 1 as messages, 0 as trades from curated where event_type in ('ORDER', 'CANCEL', 'REPLACE')
  union all
  select buy_trader, 0, 1 from curated where event_type = 'EXECUTION'
  union all
  select sell_trader, 0, 1 from curated where event_type = 'EXECUTION'
)
select trader, sum(messages) as messages, sum(trades) as trades,
  cast(sum(messages) as double) / nullif(cast(sum(trades) as double), 0) as messages_a_trade
from acts
group by trader
order by messages desc, trader
