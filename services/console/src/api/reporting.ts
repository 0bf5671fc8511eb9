import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get } from './client.ts';
import type { Money, Text3 } from './types.ts';

/** Every figure says as of when, for which area and from whose facts. */
export interface Figures<T> { readonly asOf: string; readonly area: string; readonly source: readonly string[]; readonly items: readonly T[] }

export interface Kpi { readonly key: string; readonly value: number | null; readonly money: Money | null; readonly previous: number | null; readonly series: readonly number[]; readonly source: string }
export interface AreaLine {
  readonly area: string; readonly areaName: Text3 | string; readonly level: string; readonly households: number; readonly persons: number; readonly children: number; readonly open: number; readonly over: number;
  readonly overShare: number | null; readonly monthly: Money | null; readonly perHead: Money | null;
}
export interface CoverageLine { readonly area: string; readonly areaName: Text3 | string; readonly programme: string; readonly households: number; readonly persons: number; readonly children: number; readonly monthly: Money }
export interface MoneyLine { readonly area: string; readonly programme: string; readonly period: string; readonly instructions: number; readonly sent: Money; readonly settled: Money; readonly returned: Money; readonly collected: Money; readonly uncollected: Money }
export interface StepTime { readonly ruleSet: string; readonly step: number | 'total'; readonly title: Text3 | null; readonly n: number; readonly median: number | null; readonly p90: number | null; readonly limit: number; readonly unit: 'working-day' | 'day'; readonly over: number }
export interface Turnaround { readonly source: string; readonly n: number; readonly medianSeconds: number | null; readonly p90Seconds: number | null }
export interface SpotCheckLine { readonly area: string; readonly areaName: Text3 | string; readonly frame: number; readonly drawn: number; readonly visited: number; readonly share: number | null }

export interface FigureAsk { readonly area: string; readonly asOf: string | null; readonly programme: string | null }

export function useFigure<T>(name: 'overview' | 'coverage' | 'money' | 'step-times' | 'turnaround' | 'spot-checks', ask: FigureAsk): UseQueryResult<Figures<T>> {
  return useQuery({ queryKey: ['reporting', name, 'counts', ask], queryFn: ({ signal }) => get<Figures<T>>(`reporting/figures/${name}`, { ...ask }, signal), staleTime: 15_000 });
}

export function useAreaLines({ area, asOf, programme }: FigureAsk): UseQueryResult<Figures<AreaLine>> {
  return useQuery({ queryKey: ['reporting', 'children', 'counts', area, asOf, programme], queryFn: ({ signal }) => get<Figures<AreaLine>>(`reporting/areas/${area}/children`, { asOf, programme }, signal), staleTime: 15_000 });
}
