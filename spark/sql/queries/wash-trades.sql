-- Pairs of accounts of one owner that traded with each other.
-- A named query, in SQL of DuckDB 1.5.6, kept to what Spark has, too (no test runs it there). Its tables are narrowed by --from, --to,
-- --symbol and --trader before.
select symbol, buy_owner as owner, buy_account, sell_account, count(*) as trades, cast(sum(qty) as decimal(18, 4)) as qty,
  min(event_time) as first_at, max(event_time) as last_at
from curated
where event_type = 'EXECUTION' and buy_owner = sell_owner
group by symbol, buy_owner, buy_account, sell_account
order by qty desc, symbol, buy_account, sell_account
