// An incident as a story: what happened when, by whom, in the order in which it happened. Pure.

/** How a request ends without anybody's verdict on it. */
const ended = ['EXPIRED', 'VOIDED', 'REJECTED'];

/** Gives [{ ts, what, who, text, tone }], oldest first. */
export function storyOf(incident) {
  const told = [];
  const tell = (ts, what, who, text, tone = 'quiet') => ts != null && told.push({ ts, what, who, text, tone });
  incident.causes.forEach((cause, i) => tell(cause.ts, i === 0 ? 'kill commanded' : 'commanded again', cause.triggered_by, measured(cause), 'stopped'));
  tell(incident.first_in_force_ts, 'in force', null, placeOf(incident.in_force), 'stopped');
  for (const request of incident.requests) {
    const asked = `request ${request.number}: ${request.reason}${request.asked_by_verified ? '' : ' (who asked is not proven)'}`;
    tell(request.requested_ts, 'unkill asked for', request.asked_by, asked, 'notice');
    for (const decision of request.decisions) {
      const verdict = { APPROVE: 'approved', REJECT: 'rejected', WITHDRAW: 'withdrawn' }[decision.verdict] ?? decision.verdict;
      tell(decision.ts, verdict, decision.by, decision.reason, decision.verdict === 'APPROVE' ? 'flowing' : 'refused');
    }
    // Whoever rejects is told of above; the check of the separation of duties rejects without a decision.
    const isTold = request.decisions.some(decision => decision.verdict === 'REJECT');
    if (ended.includes(request.status) && !isTold) tell(request.ended_ts, request.status.toLowerCase(), null, request.outcome, 'refused');
  }
  tell(incident.restored_ts, 'restored', null, 'orders flow again', 'flowing');
  tell(incident.closed_ts, 'closed', null, '', 'quiet');
  return told.sort((a, b) => a.ts - b.ts);
}

function measured(cause) {
  return cause.metric ? `${cause.reason} (${cause.metric} ${cause.value})` : cause.reason;
}

function placeOf(inForce) {
  if (!inForce) return '';
  const place = inForce.offset == null ? '' : ` (killswitch.state.v1, partition ${inForce.partition}, offset ${inForce.offset})`;
  return `routers hold its orders back${place}`;
}

/** Of requests the one that can be decided now, and what the person may do with it. */
export function pendingOf(requests, session) {
  const request = requests.findLast(r => r.status === 'PENDING' && r.link_id);
  if (!request) return null;
  // Who asked is named as whoever gives commands is, who decided as a person.
  const isMe = who => who === session.name || who === `user:${session.name}`;
  const mine = isMe(request.asked_by);
  const approver = session.roles.includes('approver');
  const decided = request.decisions.some(d => isMe(d.by));
  const verdicts = mine ? ['WITHDRAW'] : approver && !decided ? ['APPROVE', 'REJECT'] : [];
  const why = mine ? 'You asked for it: somebody else decides. You may withdraw it.'
    : !approver ? 'Approvers decide, and you are none.'
      : decided ? 'You have decided; another person is still missing.' : '';
  return { request, verdicts, why };
}
