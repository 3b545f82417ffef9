-- A line each; counting lines counts what was no order.
SELECT * FROM global_temp.malformed_batch
