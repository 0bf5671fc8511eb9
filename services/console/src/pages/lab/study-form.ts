/** A study as it is typed. */
export interface TypedStudy { readonly survey: string; readonly title: string; readonly methods: readonly string[]; readonly formulas: readonly string[]; readonly by: string; readonly reach: string; readonly budget: string; readonly replicates: string }

export const emptyStudy: TypedStudy = { survey: '', title: '', methods: ['prr', 'stepwise', 'pc'], formulas: [], by: 'stratum', reach: 'poor', budget: '', replicates: '0' };

const shortest = 3;
const mostReplicates = 1000;
const whole = (text: string): number | null => (/^\d{1,12}$/u.test(text.trim()) ? Number(text.trim()) : null);

/** The fields that cannot be sent as they are. */
export function faultsOf({ title, methods, formulas, reach, budget, replicates }: TypedStudy): readonly (keyof TypedStudy)[] {
  const count = whole(replicates);
  return [
    ...(title.trim().length < shortest ? ['title' as const] : []), ...(methods.length + formulas.length === 0 ? ['methods' as const] : []),
    ...(reach === 'number' && (whole(budget) ?? 0) < 1 ? ['budget' as const] : []), ...(count === null || count > mostReplicates ? ['replicates' as const] : []),
  ];
}

/** As the service asks for it; `own` = whom each formula calls eligible. */
export const studyBody = ({ survey, title, methods, formulas, by, reach, budget, replicates }: TypedStudy): object =>
  ({ survey, title: title.trim(), methods, formulas, by, budget: reach === 'own' ? null : reach === 'number' ? whole(budget) : 'poor', replicates: whole(replicates) ?? 0 });
