// What pages know of the system beyond what they are told. Pure.

/** The state machine whose executions are incidents: a kill starts them, and nobody acts on one by hand. */
export const OF_INCIDENTS = 'kill-incident';

/** The state machine whose executions are changes of limits: nobody acts on one by hand either. */
export const OF_LIMITS = 'limit-change';

/** Whether somebody may do more than look. Who may decide about an unkill is another question: see fold/story.js. */
export const mayAct = session => session.roles.some(role => role === 'operator' || role === 'approver');
