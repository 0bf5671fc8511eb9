import { useQuery } from '@tanstack/react-query';
import { artefact, type FormulaBody } from '../../api/formulas.ts';
import { useOfficer } from '../../identity/session.tsx';
import { askedOf, type Asked } from './explain.ts';
import { laboratory } from './rights.ts';

/** What has to be answered for a score; null while that is being found out. Who may not read the formula itself learns from an answer which columns it lacks. */
export function useAsked(one: FormulaBody, missing: readonly string[]): readonly Asked[] | null {
  const mayRead = laboratory.includes(useOfficer()?.role ?? '');
  const { data, isLoading } = useQuery({ queryKey: ['eligibility', 'artefact', one.hash], queryFn: ({ signal }) => artefact(one.id, signal), enabled: mayRead, staleTime: Infinity });
  if (isLoading) return null;
  return askedOf(one.questions, one.fit.equations.map(({ stratum }) => stratum), data?.map ?? null, one.fit.by, missing);
}
