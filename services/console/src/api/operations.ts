import { useQueries, useQuery } from '@tanstack/react-query';
import { get, request, type Answer } from './client.ts';
import type { DepartmentLine } from './hiavs.ts';
import type { List } from './types.ts';

export const services = ['registry', 'hiavs', 'eligibility', 'casework', 'payments', 'reporting'] as const;
export type ServiceName = (typeof services)[number];

/** How far a service has published its own facts and read those of the others. */
export interface ServiceStatus {
  readonly service: ServiceName;
  readonly relay: { readonly active: boolean; readonly lag: number; readonly lagSeconds: number; readonly error: string | null };
  readonly inbox: { readonly lag: number; readonly held: number; readonly waiting: number; readonly deadLetters: number; readonly retrying: readonly string[] };
  readonly projections: readonly { readonly name: string; readonly lag: number; readonly failed: string | null }[];
}

/** A fact that could not be applied. What it says is never shown. */
export interface DeadLetter {
  readonly id: string; readonly topic: string; readonly key: string; readonly type: string; readonly version: number | null;
  readonly error: { readonly code: string; readonly message: string }; readonly attempts: number; readonly failedAt: string; readonly behind: number;
}
export interface FoundLetter extends DeadLetter { readonly service: ServiceName }
export interface DepartmentState extends DepartmentLine { readonly since: string; readonly nextTryInMs: number | null; readonly lastFault: string | null }

const often = { refetchInterval: 5000 };

export interface Asked<T> { readonly service: ServiceName; readonly data: T | undefined; readonly error: unknown }

export function useStatuses(): readonly Asked<ServiceStatus>[] {
  const all = useQueries({ queries: services.map((service) => ({ queryKey: [service, 'operations', 'status'], queryFn: ({ signal }: { signal: AbortSignal }) => get<ServiceStatus>(`${service}/operations/status`, undefined, signal), retry: false, ...often })) });
  return services.map((service, n) => ({ service, data: all[n]?.data, error: all[n]?.error ?? null }));
}

export function useLetters(): readonly FoundLetter[] {
  const all = useQueries({ queries: services.map((service) => ({ queryKey: [service, 'operations', 'letters'], queryFn: ({ signal }: { signal: AbortSignal }) => get<List<DeadLetter>>(`${service}/operations/dead-letters`, undefined, signal), retry: false, ...often })) });
  return services.flatMap((service, n) => (all[n]?.data?.items ?? []).map((letter) => ({ ...letter, service })));
}

export const useDepartmentStates = () => useQuery({ queryKey: ['hiavs', 'departments'], queryFn: ({ signal }) => get<List<DepartmentState>>('hiavs/departments', undefined, signal), ...often });

export const retryLetter = (letter: FoundLetter, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`${letter.service}/operations/dead-letters/${letter.id}/retry`, { method: 'POST', body: {}, idempotencyKey });

export const skipLetter = (letter: FoundLetter, reason: string, idempotencyKey: string): Promise<Answer<unknown>> =>
  request(`${letter.service}/operations/dead-letters/${letter.id}/skip`, { method: 'POST', body: { reason }, idempotencyKey });
