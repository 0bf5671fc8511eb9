import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWords } from '../i18n/words.ts';
import { areaNames, type AreaName } from './registry.ts';

export interface Areas {
  name(code: string): string;
  /** From the widest named area down to this one. */
  path(code: string): readonly AreaName[];
  below(code: string): readonly AreaName[];
  find(code: string): AreaName | undefined;
  readonly all: readonly AreaName[];
}

/** Names of the areas in the officer's scope, in the language of the page. */
export function useAreas(): Areas {
  const { language } = useWords();
  const { data } = useQuery({ queryKey: ['registry', 'areas'], queryFn: ({ signal }) => areaNames(signal), staleTime: Infinity });
  return useMemo(() => {
    const all = data?.items ?? [];
    const byCode = new Map(all.map((area) => [area.code, area]));
    const path = (code: string): AreaName[] => {
      const area = byCode.get(code);
      return area ? [...(area.parent === null ? [] : path(area.parent)), area] : [];
    };
    return {
      all, path,
      find: (code) => byCode.get(code),
      name: (code) => byCode.get(code)?.[language] ?? code,
      below: (code) => all.filter((area) => area.parent === code || (code === '*' && area.parent === null)),
    };
  }, [data, language]);
}
