-- Venues without a calendar: nobody watches there for marking the close.
-- A named query, in SQL that DuckDB 1.5.6 and Spark 3.5 both take. Its tables are narrowed by --from, --to, --symbol and --trader before.
select venue, count(*) as trades, count(distinct symbol) as symbols
from curated
where event_type = 'EXECUTION' and venue_category = 'UNSCHEDULED'
group by venue
order by venue
