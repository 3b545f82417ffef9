-- Alerts by rule and severity.
-- A named query, in SQL of DuckDB 1.5.6, kept to what Spark has, too (no test runs it there). Its tables are narrowed by --from, --to,
-- --symbol and --trader before.
select rule, severity, count(*) as alerts, max(score) as highest_score, min(from_time) as first_at, max(to_time) as last_at
from alerts
group by rule, severity
order by alerts desc, rule
