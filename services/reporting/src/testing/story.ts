import { randomUUID } from 'node:crypto';
import type { BenefitApproved, EventData, EventType } from '@hearth/contracts';
import type { OtherServices } from '@hearth/testing';

export interface Family { readonly household: string; readonly area: string; readonly people: readonly string[] }
type Casework = Extract<EventType, `hearth.casework.${string}`>;

const SEALED = 'eyJhbGciOiJkaXIifQ..bm8taXY.bm8tdGV4dA.bm8tdGFn';
/** Nine in the morning where the offices are. */
export const morning = (day: string): string => `${day}T01:00:00.000Z`;
export const cny = (minor: number): { readonly minor: number; readonly currency: 'CNY' } => ({ minor, currency: 'CNY' });
export const mnt = (minor: number): { readonly minor: number; readonly currency: 'MNT' } => ({ minor, currency: 'MNT' });

/** A family as the registry would say it; a supporter outside the household is among the persons, not among the members. */
export async function family(others: OtherServices, area: string, births: readonly string[], supporter?: string): Promise<Family> {
  const household = randomUUID(), people = births.map(() => randomUUID());
  const person = (who: string, birthDate: string): Promise<unknown> => others.say('hearth.registry.PersonRegistered', {
    person: who, household, name: SEALED, idNumber: SEALED, idKind: 'cn-resident-id', idToken: `t1:${who}`, birthDate, sex: 'male', hukouArea: null, hukouKind: null, disability: null, phone: null, workCapacity: 'able', student: false,
  }, { household, area, stream: `person-${who}` });
  for (const [i, who] of people.entries()) await person(who, births[i] ?? '');
  const about = { household, area, stream: `household-${household}` };
  for (const [i, who] of people.entries()) await others.say('hearth.registry.MemberJoined', { household, person: who, relation: i === 0 ? 'head' : 'child', on: '2026-01-01' }, about);
  if (supporter !== undefined) {
    const outside = randomUUID();
    await person(outside, supporter);
    await others.say('hearth.registry.SupporterNamed', { household, person: outside, relation: 'child', on: '2026-01-01' }, about);
  }
  return { household, area, people };
}

/** One application of a family, told day by day. */
export class Case {
  readonly application = randomUUID();
  readonly approval = randomUUID();

  constructor(private readonly others: OtherServices, readonly of: Family, readonly programme: 'dibao' | 'tekun' | 'child-money' = 'dibao') {}

  /** What casework says of this application on that day. */
  async on<T extends Casework>(day: string, type: T, data: Omit<EventData[T], 'household' | 'application'>): Promise<void> {
    await this.say(day, type, { ...data, household: this.of.household, application: this.application } as unknown as EventData[T]);
  }

  async say<T extends EventType>(day: string, type: T, data: EventData[T], stream = `application-${this.application}`): Promise<void> {
    await this.others.say(type, data, { household: this.of.household, area: this.of.area, stream, time: morning(day), effectiveOn: day });
  }

  submitted(day: string): Promise<void> { return this.on(day, 'hearth.casework.ApplicationSubmitted', { programme: this.programme, applicant: this.of.people[0] ?? '', authorisation: null, documents: [], relativeOfStaff: false, at: morning(day) }); }
  returned(day: string): Promise<void> { return this.on(day, 'hearth.casework.ApplicationReturned', { missing: [{ kind: 'identity', person: null }], at: morning(day) }); }
  accepted(day: string, ruleSet: string): Promise<void> { return this.on(day, 'hearth.casework.ApplicationAccepted', { programme: this.programme, ruleSet, at: morning(day) }); }
  visited(day: string): Promise<void> { return this.on(day, 'hearth.casework.VisitRecorded', { visit: randomUUID(), investigators: ['village1', 'town1'], on: day, incomes: null, properties: null, dwelling: null, livingConditions: null }); }
  forwarded(day: string): Promise<void> { return this.on(day, 'hearth.casework.ProposalForwarded', { proposal: 'for', reason: 'within the limits', at: morning(day) }); }
  opinion(day: string): Promise<void> { return this.on(day, 'hearth.casework.OpinionGiven', { opinion: 'approve', reason: 'in order', at: morning(day) }); }
  posted(day: string, stage: 'town' | 'county'): Promise<void> { return this.on(day, 'hearth.casework.PublicationPosted', { stage, postedOn: day, until: day, members: 2, minors: 1, money: null }); }
  ended(day: string, stage: 'town' | 'county'): Promise<void> { return this.on(day, 'hearth.casework.PublicationEnded', { stage, on: day, objections: 0 }); }
  checked(day: string, finding: 'agrees' | 'differs'): Promise<void> { return this.on(day, 'hearth.casework.SpotCheckRecorded', { draw: null, visitors: ['county1'], on: day, finding }); }
  refused(day: string): Promise<void> { return this.on(day, 'hearth.casework.BenefitRefused', { reasons: [{ zh: '超标', mn: 'давсан', en: 'above' }], final: false, on: day }); }
  benefitEnded(day: string): Promise<void> { return this.on(day, 'hearth.casework.BenefitEnded', { approval: this.approval, from: '2027-01', reason: 'moved' }); }
  changed(day: string, money: BenefitApproved['money']): Promise<void> { return this.on(day, 'hearth.casework.BenefitChanged', { approval: this.approval, order: null, money, orders: [], from: '2026-12', reason: 'income-changed' }); }

  approved(day: string, money: BenefitApproved['money'], over: Partial<BenefitApproved> = {}): Promise<void> {
    return this.on(day, 'hearth.casework.BenefitApproved', { approval: this.approval, programme: this.programme, of: 'household', money, shares: this.of.people.map((person) => ({ person, money })), from: '2026-12', assessment: randomUUID(), ruleSet: 'dibao-2012', by: 'county2', ...over });
  }

  /** An instruction sent; answers with what may become of it. */
  async sent(day: string, period: string, money: BenefitApproved['money']): Promise<Payment> {
    const instruction = randomUUID();
    const { household, people } = this.of;
    await this.say(day, 'hearth.payments.InstructionSent', { household, application: this.application, instruction, payroll: randomUUID(), order: randomUUID(), programme: this.programme, period, beneficiary: household, payee: people[0] ?? '', money, at: morning(day) }, `instruction-${instruction}`);
    return new Payment(this, instruction, period, money);
  }
}

export class Payment {
  constructor(private readonly file: Case, private readonly instruction: string, private readonly period: string, private readonly money: BenefitApproved['money']) {}

  settled(day: string): Promise<void> { return this.tell(day, 'hearth.payments.PaymentSettled', { ...this.common(), money: this.money, on: day }); }
  returned(day: string): Promise<void> { return this.tell(day, 'hearth.payments.PaymentReturned', { ...this.common(), money: this.money, reason: 'AC04', on: day }); }
  collected(day: string): Promise<void> { return this.tell(day, 'hearth.payments.PaymentCollected', { ...this.common(), on: day, branch: 'Meishan', collector: 'holder' }); }
  reconciled(day: string): Promise<void> { return this.tell(day, 'hearth.payments.PaymentReconciled', { ...this.common(), money: this.money, on: day }); }

  private common(): { household: string; application: string; instruction: string; programme: 'dibao' | 'tekun' | 'child-money'; period: string } {
    return { household: this.file.of.household, application: this.file.application, instruction: this.instruction, programme: this.file.programme, period: this.period };
  }

  private tell<T extends EventType>(day: string, type: T, data: EventData[T]): Promise<void> { return this.file.say(day, type, data, `instruction-${this.instruction}`); }
}
