-- Alerts by rule and severity.
-- A named query, in SQL that DuckDB 1.5.6 and Spark 3.5 both take. Its tables are narrowed by --from, --to, --symbol and --trader before.
select rule, severity, count(*) as alerts, max(score) as highest_score, min(from_time) as first_at, max(to_time) as last_at
from alerts
group by rule, severity
order by alerts desc, rule
