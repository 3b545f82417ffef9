-- Volume and price by symbol and hour (UTC).
-- A named query, in SQL of DuckDB 1.5.6, kept to what Spark has, too (no test runs it there). Its tables are narrowed by --from, --to,
-- --symbol and --trader before.
select symbol, day, hour, count(*) as trades, cast(sum(qty) as decimal(18, 4)) as qty,
  min(price) as low, max(price) as high, min_by(price, log_offset) as first_price, max_by(price, log_offset) as last_price,
  sum(cast(price as double) * cast(qty as double)) / nullif(sum(cast(qty as double)), 0) as average_price
from curated
where event_type = 'EXECUTION'
group by symbol, day, hour
order by symbol, day, hour
