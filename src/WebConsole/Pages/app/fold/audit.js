// Audit records as lines that people read. Pure.

/** Gives { ts, what, tone, who, text, orderId, incidentId, scopes, place, source } of an entry of GET /audit. */
export function auditLine({ partition, offset, record }) {
  const place = `audit.v1 ${partition}:${offset}`;
  return record.decision ? { ...decision(record), place } : { ...step(record), place };
}

const tones = { ALLOW: 'flowing', DROP: 'stopped', REJECT: 'refused' };

function decision(record) {
  return {
    ts: record.ts,
    what: record.decision,
    tone: tones[record.decision] ?? 'quiet',
    who: record.service,
    text: record.reason,
    orderId: record.order_id ?? null,
    incidentId: record.incident_id ?? null,
    scopes: record.scope_matches,
    source: `orders.v1 ${record.source_partition}:${record.source_offset}`,
  };
}

function step(record) {
  const bad = ['REFUSED', 'FAILED'].includes(record.outcome);
  return {
    ts: record.ts,
    what: `${record.step} ${record.outcome}`,
    tone: bad ? 'refused' : 'notice',
    who: record.actor,
    text: record.detail ?? '',
    orderId: null,
    incidentId: record.incident_id ?? null,
    scopes: record.scope ? [record.scope] : [],
    source: null,
  };
}

export const fields = [
  { name: 'order_id', label: 'Order' },
  { name: 'account_id', label: 'Account' },
  { name: 'incident_id', label: 'Incident' },
  { name: 'scope', label: 'Scope', placeholder: 'ACCOUNT:12345' },
  { name: 'actor', label: 'Who', placeholder: 'bob, detector' },
  { name: 'step', label: 'Step or act', placeholder: 'ApprovalDecided' },
  { name: 'decision', label: 'Decision', options: ['ALLOW', 'DROP', 'REJECT'] },
  { name: 'from', label: 'From', placeholder: '2026-11-30T15:04:05Z' },
  { name: 'to', label: 'To', placeholder: '2026-11-30T16:00:00Z' },
];

/** The filters that an address names; whatever else stands in it is no filter. */
export function filtersOf(query) {
  const given = new URLSearchParams(query ?? '');
  return Object.fromEntries(fields.map(f => [f.name, given.get(f.name) ?? '']).filter(([, value]) => value !== ''));
}

export const queryOf = filters => new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== '')).toString();
