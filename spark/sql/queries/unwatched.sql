-- Venues without a calendar: nobody watches there for marking the close.
-- A named query, in SQL of DuckDB 1.5.6, kept to what Spark has, too (no test runs it there). Its tables are narrowed by --from, --to,
-- --symbol and --trader before.
select venue, count(*) as trades, count(distinct symbol) as symbols
from curated
where event_type = 'EXECUTION' and venue_category = 'UNSCHEDULED'
group by venue
order by venue
