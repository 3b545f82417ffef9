-- Since when a scope's orders are counted afresh: the times at which its ACTIVEs came, as the state topic has them.
SELECT scope AS restored_scope, collect_list(struct(version, restored_at)) AS restores
FROM (
  SELECT s.scope, s.version, min(unix_millis(timestamp)) AS restored_at
  FROM (
    SELECT timestamp, from_json(CAST(value AS STRING), 'scope STRING, status STRING, version BIGINT') AS s FROM state_topic
  )
  WHERE s.status = 'ACTIVE'
  GROUP BY s.scope, s.version
)
GROUP BY scope
