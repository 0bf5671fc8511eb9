import type { ActionBody, ApplicationFile } from '../../api/casework.ts';

/** Actions that need nothing but the officer's word: one press does them. */
const bodies: Readonly<Record<string, object>> = {
  check: {}, 'request-verification': {}, 'publish-town': { stage: 'town' }, 'publish-county': { stage: 'county' }, 'inform-finding': { step: 8 }, 'inform-decision': { step: 14 },
  'request-review': {}, 'send-payment-list': {},
};

export const directBody = (action: string): object | null => bodies[action] ?? null;

/** Always possible again: the next thing only when the case waits for it. */
const repeatable = new Set(['record-visit', 'hold-meeting', 'assess-care']);

/** Kept for later or for somebody's objection: never the one next thing to do. */
const beside = new Set(['object-town', 'object-county', 'flag', 'request-review', 'request-reconsideration', 'change-benefit', 'supply-documents', 'refuse']);

/** What the case waits for, and the action that brings it. */
const awaited: Readonly<Record<string, string>> = { decide: 'approve', 'await-family': 'supply-documents' };

/** What the officer should do now: what the case waits for if it is theirs, else the first of what they may do. */
export function nextAction(file: Pick<ApplicationFile, 'actions' | 'next'>): ActionBody | null {
  const allowed = file.actions.filter((one) => one.allowed);
  const wanted = awaited[file.next?.action ?? ''] ?? file.next?.action;
  return allowed.find((one) => one.action === wanted) ?? allowed.find((one) => !beside.has(one.action) && !repeatable.has(one.action)) ?? null;
}

export const forbiddenActions = (file: Pick<ApplicationFile, 'actions'>): readonly ActionBody[] => file.actions.filter((one) => !one.allowed && !beside.has(one.action));
