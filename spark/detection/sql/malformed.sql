-- What is no order: why, where it stands, and its bytes. The router keeps them too, in orders.rejected.v1.
SELECT
  arrived, partition, offset, refusal AS refusal_code, length(value) AS bytes,
  base64(substring(key, 1, 1024)) AS key_base64,
  base64(substring(value, 1, 65536)) AS value_base64
FROM records
WHERE refusal IS NOT NULL
