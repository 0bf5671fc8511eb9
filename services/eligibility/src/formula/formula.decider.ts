import { type Decider, Rejection } from '@hearth/event-sourcing';
import { evolveFormula, type FormulaEvent, type FormulaState, type FormulaStatus, NO_FORMULA, type Registered, regionOf, type Review, type Transition } from './formula.ts';

export type FormulaCommand =
  | ({ readonly type: 'RegisterFormula' } & Registered)
  | { readonly type: 'ReviewFormula'; readonly review: Omit<Review, 'agrees'> }
  | { readonly type: 'CloseReview'; readonly by: string }
  | { readonly type: 'StartPilot'; readonly areas: readonly string[]; readonly note: string; readonly by: string; readonly today: string }
  | { readonly type: 'PutFormulaInForce'; readonly areas: readonly string[]; readonly from: string; readonly transition: Transition; readonly by: string; readonly today: string }
  | { readonly type: 'RetireFormula'; readonly reason: string; readonly by: string }
  | { readonly type: 'RejectFormula'; readonly reason: string; readonly by: string };

type Given<T extends FormulaCommand['type']> = Extract<FormulaCommand, { type: T }>;

const LEAST_REGIONS = 2;
const LEAST_REVIEWERS = 2;
/** Each reader of a formula gets all of them. */
const MOST_REVIEWS = 500;

/** A formula on its way into force: registered, reviewed on real cases, tried in the shadow of the one in force, signed by somebody else, retired. */
export const formulaDecider: Decider<FormulaCommand, FormulaEvent, FormulaState> = {
  stream: 'formula', initial: NO_FORMULA, evolve: evolveFormula,
  decide(command, state) {
    if (command.type === 'RegisterFormula') return register(command, state);
    if (state.status === 'none') throw new Rejection('not-found', 'There is no such formula.', { status: 404 });
    switch (command.type) {
      case 'ReviewFormula': return review(command, state);
      case 'CloseReview': return closeReview(command, state);
      case 'StartPilot': return startPilot(command, state);
      case 'PutFormulaInForce': return putInForce(command, state);
      case 'RetireFormula': return retire(command, state);
      case 'RejectFormula': return reject(command, state);
    }
  },
};

/** The id follows from the content, so a formula cannot come twice, not even after it was rejected. */
function register({ type: _, ...registered }: Given<'RegisterFormula'>, { status }: FormulaState): FormulaEvent[] {
  if (status !== 'none') throw new Rejection('formula-exists', `This very formula is registered already; it is ${status}.`, { params: { status } });
  return [{ type: 'FormulaRegistered', data: registered }];
}

function review({ review: given }: Given<'ReviewFormula'>, state: FormulaState): FormulaEvent[] {
  requireStatus(state, 'not-draft', 'A formula is reviewed while it is a draft', 'draft');
  if (given.by === state.author) throw ownFormula('reviewed');
  if (regionOf(given.region) === null) throw new Rejection('region', 'A review belongs to a county or a soum, or to a place within one.', { status: 422, errors: [{ field: 'region', code: 'region', detail: 'wider than a county or a soum' }] });
  if (state.reviews.some((one) => one.by === given.by && one.household === given.household && one.case === given.case)) throw new Rejection('reviewed-already', 'You have reviewed this case already.');
  if (state.reviews.length >= MOST_REVIEWS) throw new Rejection('many-reviews', `A formula has ${MOST_REVIEWS} reviews at most.`, { params: { most: MOST_REVIEWS } });
  const { eligible } = given.formulaSays;
  return [{ type: 'FormulaReviewed', data: { ...given, agrees: eligible === null ? null : eligible === (given.officerSays === 'poor') } }];
}

/** Cases that the formula could not decide say nothing about it, so they do not count. */
function closeReview({ by }: Given<'CloseReview'>, state: FormulaState): FormulaEvent[] {
  requireStatus(state, 'not-draft', 'The review of a formula is closed while it is a draft', 'draft');
  const decided = state.reviews.filter(({ agrees }) => agrees !== null);
  const regions = [...new Set(decided.map(({ region }) => regionOf(region)).filter((region) => region !== null))];
  const reviewers = [...new Set(decided.map((one) => one.by))];
  if (regions.length < LEAST_REGIONS) throw new Rejection('few-regions', `Cases of at least ${LEAST_REGIONS} regions have to be reviewed; there are ${regions.length}.`, { params: { least: LEAST_REGIONS, are: regions.length } });
  if (reviewers.length < LEAST_REVIEWERS) throw new Rejection('few-reviewers', `At least ${LEAST_REVIEWERS} officers have to review cases; there are ${reviewers.length}.`, { params: { least: LEAST_REVIEWERS, are: reviewers.length } });
  const agree = decided.filter(({ agrees }) => agrees).length;
  return [{ type: 'FormulaReviewClosed', data: { regions, reviewers, agree, differ: decided.length - agree, undecided: state.reviews.length - decided.length, by } }];
}

function startPilot({ areas, note, by, today }: Given<'StartPilot'>, state: FormulaState): FormulaEvent[] {
  requireStatus(state, 'not-reviewed', 'A formula goes into a pilot once its review is closed', 'reviewed');
  return [{ type: 'FormulaPilotStarted', data: { areas: [...new Set(areas)], since: today, note, by } }];
}

function putInForce({ areas, from, transition, by, today }: Given<'PutFormulaInForce'>, state: FormulaState): FormulaEvent[] {
  requireStatus(state, 'not-in-pilot', 'A formula is put in force out of its pilot', 'pilot');
  if (by === state.author) throw ownFormula('put in force');
  if (from < today) throw new Rejection('effective-date', 'A formula comes into force today or later.', { status: 422, errors: [{ field: 'from', code: 'effective-date', detail: `before ${today}` }] });
  return [{ type: 'FormulaPutInForce', effectiveOn: from, data: { areas: [...new Set(areas)], from, transition, by } }];
}

function retire({ reason, by }: Given<'RetireFormula'>, state: FormulaState): FormulaEvent[] {
  requireStatus(state, 'not-in-force', 'Only a formula that was put in force is retired', 'in-force');
  return [{ type: 'FormulaRetired', data: { reason, by } }];
}

function reject({ reason, by }: Given<'RejectFormula'>, state: FormulaState): FormulaEvent[] {
  requireStatus(state, 'formula-closed', 'A formula is rejected before it is in force', 'draft', 'reviewed', 'pilot');
  return [{ type: 'FormulaRejected', data: { reason, by } }];
}

function requireStatus({ status }: FormulaState, code: string, rule: string, ...allowed: readonly FormulaStatus[]): void {
  if (!allowed.some((one) => one === status)) throw new Rejection(code, `${rule}; this one is ${status}.`, { params: { status } });
}

const ownFormula = (what: string): Rejection => new Rejection('own-formula', `A formula is ${what} by somebody who did not register it.`, { status: 403 });
