/** A study as it is typed. */
export interface TypedStudy { readonly survey: string; readonly title: string; readonly methods: readonly string[]; readonly formulas: readonly string[]; readonly by: string; readonly reach: string; readonly budget: string; readonly replicates: string; /** Empty: no programme is simulated. */ readonly amount: string; readonly per: string; readonly payee: string; readonly cap: string }

export const emptyStudy: TypedStudy = { survey: '', title: '', methods: ['prr', 'stepwise', 'pc'], formulas: [], by: 'stratum', reach: 'poor', budget: '', replicates: '0', amount: '', per: 'child', payee: '', cap: '' };

const shortest = 3;
const mostReplicates = 1000;
const money = (text: string): number | null => (/^\d{1,12}([.,]\d{1,2})?$/u.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null);
const empty = (text: string): boolean => text.trim() === '';
const whole = (text: string): number | null => (/^\d{1,12}$/u.test(text.trim()) ? Number(text.trim()) : null);

/** The fields that cannot be sent as they are. */
export function faultsOf({ title, methods, formulas, reach, budget, replicates, amount, cap }: TypedStudy): readonly (keyof TypedStudy)[] {
  const count = whole(replicates);
  return [
    ...(title.trim().length < shortest ? ['title' as const] : []), ...(methods.length + formulas.length === 0 ? ['methods' as const] : []),
    ...(reach === 'number' && (whole(budget) ?? 0) < 1 ? ['budget' as const] : []), ...(count === null || count > mostReplicates ? ['replicates' as const] : []),
    ...(!empty(amount) && (money(amount) ?? 0) <= 0 ? ['amount' as const] : []), ...(!empty(cap) && (money(cap) ?? 0) <= 0 ? ['cap' as const] : []),
  ];
}

/** As the service asks for it; `own` = whom each formula calls eligible. */
export const studyBody = (typed: TypedStudy): object => {
  const { survey, title, methods, formulas, by, reach, budget, replicates } = typed;
  return { survey, title: title.trim(), methods, formulas, by, budget: reach === 'own' ? null : reach === 'number' ? whole(budget) : 'poor', replicates: whole(replicates) ?? 0, ...(empty(typed.amount) ? {} : { programme: programmeOf(typed) }) };
};

const programmeOf = ({ amount, per, payee, cap }: TypedStudy): object => ({ amount: money(amount), per, ...(payee === '' ? {} : { formula: payee }), ...(empty(cap) ? {} : { cap: money(cap) }) });
