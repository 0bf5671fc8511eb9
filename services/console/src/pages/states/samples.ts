import { Problem } from '../../api/problem.ts';
import type { ClockReading } from '../../parts/clock.ts';
import type { MatrixRow } from '../../parts/source-matrix.tsx';
import type { StepReading } from '../../parts/steps.ts';
import type { Lane } from '../../parts/timeline-layout.ts';

/** Invented people of an invented village, for the gallery only. */
export const clock = (left: number, limit: number, part: Partial<ClockReading> = {}): ClockReading => ({
  due: '2026-11-23', left, used: limit - left, limit, unit: 'working-day', bound: 'promised', state: left < 0 ? 'over' : left <= 2 ? 'soon' : 'ok', provisional: false, ...part,
});

export const steps: readonly StepReading[] = Array.from({ length: 19 }, (_, n): StepReading => {
  const step = n + 1;
  return {
    step,
    mode: [4, 6, 9, 12].includes(step) ? 'conditional' : 'required',
    state: step < 4 ? 'done' : step === 5 ? 'open' : 'waiting',
    at: step < 4 ? '2026-11-09T02:41:00Z' : null,
    by: step < 4 ? 'town1' : null,
  };
});

export const withoutMeeting: readonly StepReading[] = steps.map((step) => ([6, 12, 18].includes(step.step) ? { ...step, mode: 'not-taken', state: 'not-taken' } : step));

const down = { state: 'down' } as const;
const same = { state: 'consistent' } as const;
const nothing = { state: 'no-record' } as const;

export const matrix: readonly MatrixRow[] = [
  { person: 'p1', name: '陈守田', about: '户主 · 52', cells: { 'household-registration': same, tax: nothing, vehicles: { state: 'open', text: '+1', item: 'i1' }, employment: same, bank: same, 'commercial-insurance': nothing, securities: down } },
  { person: 'p2', name: '王玉梅', about: '妻 · 49', cells: { 'household-registration': same, tax: nothing, vehicles: nothing, employment: same, bank: { state: 'open', text: '+15,260', item: 'i2' }, 'commercial-insurance': nothing, securities: down } },
  { person: 'p3', name: '陈立新', about: '户外长子', cells: { 'household-registration': same, tax: same, vehicles: { state: 'settled', item: 'i3' }, employment: same, bank: { state: 'waiting' }, 'commercial-insurance': { state: 'waived' }, securities: down } },
];

export const lanes: readonly Lane[] = [
  { key: 'family', label: '家庭', spans: [], points: [{ at: '2022-04-12', label: '迁入河湾村', tone: 'plain' }, { at: '2025-02-14', label: '陈守田受伤', tone: 'bad' }] },
  { key: 'dibao', label: '低保', spans: [{ from: '2022-01-01', to: '2023-07-01', label: '在保 3 人', tone: 'accent' }, { from: '2026-11-09', to: null, label: '办理中', tone: 'accent', tentative: true }], points: [{ at: '2023-07-01', label: '退出：务工收入', tone: 'accent' }] },
  { key: 'payments', label: '发放', spans: [], points: Array.from({ length: 18 }, (_, n) => ({ at: `${2022 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-10`, label: '', tone: n === 7 ? 'bad' : 'ok', square: true }) as const) },
];

export const refused = new Problem({
  type: 'urn:hearth:problem:invalid', title: 'Unprocessable', status: 422, detail: '', code: 'invalid', reference: '4f1c9a7e', params: {}, retryAfter: null,
  errors: [{ field: 'members.0.idNumber', code: 'check-digit', detail: 'the check digit does not fit' }],
});
export const outside = new Problem({ type: 'urn:hearth:problem:outside-area', title: '', status: 403, detail: '', code: 'outside-area', reference: '77b0c1d2', params: {}, retryAfter: null, errors: [] });
export const ruled = new Problem({ type: 'urn:hearth:problem:too-few-representatives', title: '', status: 422, detail: '', code: 'too-few-representatives', reference: '5d0e11aa', params: { representatives: 8, present: 15, needed: 10 }, retryAfter: null, errors: [] });
export const cut = new Problem({ type: 'urn:hearth:problem:unreachable', title: '', status: 0, detail: '', code: 'unreachable', reference: '0c55e310', params: {}, retryAfter: null, errors: [] });

export interface SampleRow { readonly id: string; readonly name: string; readonly left: number }
export const rows: readonly SampleRow[] = [{ id: 'r1', name: '周桂兰', left: -1 }, { id: 'r2', name: '陈守田', left: 1 }, { id: 'r3', name: '李长青', left: 4 }];

export const places = [
  ['1', '北麓市', 0.021], ['2', '白塔市', 0.034], ['3', '青涧市', 0.018], ['4', '雁回市', 0.026], ['5', '沙洲市', 0.049], ['6', '云栖市', 0.022],
  ['7', '长堤市', 0.014], ['8', '丰禾市', 0.038], ['9', '玉桥市', null], ['10', '临渊市', 0.056], ['11', '望川市', 0.068],
] as const;
