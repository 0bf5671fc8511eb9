import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useOfficer } from '../identity/session.tsx';
import type { Language } from './dates.ts';
import { formatFor, type Format } from './format.ts';

/** One zone per deployment; the area of the officer tells which. */
const zoneOf = (area: string): string => (area.startsWith('MN') ? 'Asia/Ulaanbaatar' : 'Asia/Shanghai');

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const zone = zoneOf(useOfficer()?.area ?? '');
  return useMemo(() => formatFor(i18n.language as Language, zone), [i18n.language, zone]);
}
