import { useQuery } from '@tanstack/react-query';
import { ruleSetInForce, type RuleSetDocument } from '../../api/eligibility.ts';

/** The rules a new application would keep: they say which papers, whose signatures, who checks. */
export function useRuleSet(area: string, programme: string): { readonly ruleSet: RuleSetDocument | undefined; readonly error: unknown; readonly refetch: () => void } {
  const { data, error, refetch } = useQuery({
    queryKey: ['eligibility', 'in-force', area, programme], queryFn: ({ signal }) => ruleSetInForce(area, programme, signal), enabled: area !== '' && area !== '*' && programme !== '', staleTime: 60_000,
  });
  return { ruleSet: data, error, refetch: () => void refetch() };
}

export const programmesOf = (area: string): readonly string[] => (area.startsWith('MN') ? ['child-money'] : ['dibao', 'tekun']);
