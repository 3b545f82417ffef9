-- Cancels for each execution, by trader.
-- A named query, in SQL of DuckDB 1.5.6, kept to what Spark has, too (no test runs it there). Its tables are narrowed by --from, --to,
-- --symbol and --trader before.
with acts as (
  select trader, 1 as cancels, 0 as fills from curated where event_type = 'CANCEL'
  union all
  select buy_trader, 0, 1 from curated where event_type = 'EXECUTION'
  union all
  select sell_trader, 0, 1 from curated where event_type = 'EXECUTION'
)
select trader, sum(cancels) as cancels, sum(fills) as fills,
  cast(sum(cancels) as double) / nullif(cast(sum(fills) as double), 0) as cancels_a_fill
from acts
group by trader
order by cancels desc, trader
