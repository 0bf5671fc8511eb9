import type { HouseholdRecord, TimelineEntry } from '../../api/registry.ts';
import type { Lane, Point, Span, Tone } from '../../parts/timeline-layout.ts';

/** The words a lane needs, so that the arrangement itself knows no language. */
export interface LaneWords {
  lane(key: 'family' | 'needs' | 'verification' | 'payments'): string;
  programme(code: string): string;
  event(type: string): string;
  outcome(code: string): string;
  payment(code: string): string;
  applying: string;
  money(entry: HouseholdRecord['programmes'][number]): string;
}

const tones: Readonly<Record<string, Tone>> = {
  dibao: 'accent', tekun: 'accent', 'child-money': 'accent', 'medical-assistance': 'info', 'education-assistance': 'ok', 'temporary-assistance': 'warn',
};
const toneOf = (programme: string): Tone => tones[programme] ?? 'plain';
const family = new Set(['HouseholdRegistered', 'MemberJoined', 'SupporterNamed', 'PersonDied', 'IncomeRecorded', 'PropertyRecorded', 'DwellingRecorded']);
const decided = new Set(['BenefitApproved', 'BenefitRefused']);

const shortType = (type: string): string => type.split('.').at(-1) ?? type;
const text = (entry: TimelineEntry, name: string): string => {
  const value = entry.about[name];
  return typeof value === 'string' ? value : '';
};

/** Facts of one day and kind are one mark: a family that registers with five members joins once. */
function once(points: readonly Point[]): Point[] {
  return points.filter((point, n) => points.findIndex((other) => other.at === point.at && other.label === point.label) === n);
}

function applicationSpans(entries: readonly TimelineEntry[], programme: string, applying: string): Span[] {
  const starts = entries.filter((entry) => shortType(entry.type) === 'ApplicationSubmitted' && text(entry, 'programme') === programme);
  return starts.map((start): Span => {
    const end = entries.find((entry) => decided.has(shortType(entry.type)) && text(entry, 'application') === text(start, 'application'));
    return { from: start.effectiveAt, to: end?.effectiveAt ?? null, label: applying, tone: toneOf(programme), tentative: true };
  });
}

function programmeLane(record: HouseholdRecord, programme: string, words: LaneWords): Lane {
  const mine = record.programmes.filter((line) => line.programme === programme);
  const spans = mine.filter((line) => line.status !== 'declined').map((line): Span => ({
    from: line.from, to: line.until, label: words.money(line), tone: toneOf(programme), tentative: line.status === 'proposed',
  }));
  const refused = record.timeline.filter((entry) => shortType(entry.type) === 'BenefitRefused' && text(entry, 'programme') === programme);
  return {
    key: programme, label: words.programme(programme),
    spans: [...applicationSpans(record.timeline, programme, words.applying), ...spans],
    points: refused.map((entry): Point => ({ at: entry.effectiveAt, label: words.event(entry.type), tone: 'bad' })),
  };
}

const verificationTone = (outcome: string): Tone => (outcome === 'consistent' ? 'ok' : outcome === 'discrepant' ? 'warn' : 'wait');

/** One lane for the family, one for each programme it ever met, then what was checked, what was referred and what was paid. */
export function lanesOf(record: HouseholdRecord, words: LaneWords): Lane[] {
  const of = (test: (kind: string) => boolean): TimelineEntry[] => record.timeline.filter((entry) => test(shortType(entry.type)));
  const met = new Set([...record.programmes.map((line) => line.programme), ...of((kind) => kind === 'ApplicationSubmitted').map((entry) => text(entry, 'programme'))].filter((one) => one !== ''));
  const lane = (key: Parameters<LaneWords['lane']>[0], points: readonly Point[]): Lane => ({ key, label: words.lane(key), spans: [], points: once(points) });
  const referrals = of((kind) => kind.startsWith('Referral')).map((entry): Point => ({ at: entry.effectiveAt, label: words.programme(text(entry, 'programme')), tone: 'warn' }));
  return [
    lane('family', of((kind) => family.has(kind)).map((entry) => ({ at: entry.effectiveAt, label: words.event(entry.type), tone: shortType(entry.type) === 'PersonDied' ? 'bad' : 'plain' }))),
    ...[...met].map((programme) => programmeLane(record, programme, words)),
    ...(referrals.length > 0 ? [lane('needs', referrals)] : []),
    lane('verification', of((kind) => kind === 'VerificationReported').map((entry) => ({ at: entry.effectiveAt, label: words.outcome(text(entry, 'outcome')), tone: verificationTone(text(entry, 'outcome')) }))),
    lane('payments', record.payments.map((payment) => ({ at: payment.on, label: `${payment.period} ${words.payment(payment.status)}`, tone: payment.status === 'returned' ? 'bad' : 'ok', square: true }))),
  ];
}

/** Where the arrows stop: each day on which something took effect. */
export const stopsOf = (record: HouseholdRecord): string[] => [...new Set(record.timeline.map((entry) => entry.effectiveAt))].toSorted();
