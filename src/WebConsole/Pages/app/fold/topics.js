// What Kafka keeps of records. Pure.

/** Of records, newest first, the last of each key; a deletion removes its key, and what has no key cannot stand in such a topic. */
export function compacted(records) {
  const seen = new Set();
  return records.filter(record => {
    const isLast = record.key !== null && !seen.has(record.key);
    seen.add(record.key);
    return isLast && record.value !== null;
  });
}

/** Whether a partition gave as many records as were asked for, so that there may be more. */
export function partitionsAsFull(records, most) {
  const counts = new Map();
  for (const { partition } of records) counts.set(partition, (counts.get(partition) ?? 0) + 1);
  return [...counts.values()].some(count => count >= most);
}
