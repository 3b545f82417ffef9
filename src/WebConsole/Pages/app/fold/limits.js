// Limits on orders, as they are shown. Pure.

/** What can be limited, by the names that limits files have. */
export const rules = [
  'restricted', 'max_qty', 'max_notional_usd', 'collar_percent', 'max_price_age_seconds', 'max_age_seconds', 'duplicate_seconds', 'max_orders_per_second',
];

const units = { max_notional_usd: ' $', collar_percent: ' %', max_price_age_seconds: ' s', max_age_seconds: ' s', duplicate_seconds: ' s' };

/** A limit's value with its unit. */
export function amount(rule, value) {
  if (value === null || value === undefined) return 'none';
  if (rule === 'restricted') return 'yes';
  return `${value.toLocaleString('en', { maximumFractionDigits: 8 })}${units[rule] ?? ''}`;
}

/** What a change makes of its limit, in words. */
export const changeOf = change =>
  `${change.rule} from ${amount(change.rule, change.before)} to ${amount(change.rule, change.value)}, ${change.tighter ? 'tighter' : 'looser'}`;
