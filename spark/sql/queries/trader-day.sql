-- Everything of one trader, in order. Give --trader.
-- A named query, in SQL of DuckDB 1.5.6, kept to what Spark has, too (no test runs it there). Its tables are narrowed by --from, --to,
-- --symbol and --trader before.
select event_time, event_type, venue, symbol, coalesce(side, case when buy_trader = sell_trader then 'BOTH' else '' end) as side,
  price, qty, coalesce(order_id, concat_ws('/', buy_order_id, sell_order_id)) as orders, risk_score, event_id
from curated
order by ts_ms, log_offset
