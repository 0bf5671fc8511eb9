import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PaymentOrdered, RuleSetInForce } from '@hearth/contracts';
import { type Fact, topicOf, toRecord } from '@hearth/messaging';
import type { Answer, TestHearth } from '@hearth/testing';
import { cny } from './samples.ts';

const VILLAGE = '341524100001';
const XML = { 'content-type': 'application/xml' };

export const maker = { sub: 'finance1', role: 'finance-maker', area: '341524' };
export const checker = { sub: 'finance2', role: 'finance-checker', area: '341524' };
export const otherMaker = { sub: 'finance1-b', role: 'finance-maker', area: '341522' };

export interface OrderInput extends Partial<Omit<PaymentOrdered, 'payeeName' | 'account'>> { readonly name?: string; readonly accountNumber?: string; readonly area?: string }
export interface PayrollShown {
  readonly id: string; readonly status: string; readonly number: number; readonly count: number; readonly total: { readonly minor: number }; readonly file: { readonly executionDate: string } | null;
  readonly checks: readonly { readonly code: string; readonly blocking: boolean }[]; readonly totals: readonly { readonly status: string; readonly count: number; readonly money: { readonly minor: number } }[];
  readonly instructions: readonly { readonly id: string; readonly status: string; readonly payeeName: string; readonly account: string; readonly beneficiary: string }[];
  readonly actions: readonly { readonly name: string; readonly allowed: boolean; readonly rule?: string }[];
  readonly closed: { readonly items: readonly { readonly instruction: string; readonly reason: string }[] } | null;
}

/** What the other services would say, said on the bus; and the finance office's calls. */
export class Others {
  constructor(readonly hearth: TestHearth) {}

  /** Says a fact as its producer would, and waits until it is taken in. */
  async say(type: string, data: object, about: { household: string | null; stream: string; version?: number; area?: string }): Promise<void> {
    const key = about.household ?? randomUUID();
    const fact: Fact = {
      id: randomUUID(), type, dataversion: 1, source: `/hearth/test/${type.split('.')[1]}`, time: this.hearth.clock.now().toISOString(), subject: about.household, key, stream: about.stream, streamversion: about.version ?? 1,
      effectiveon: this.hearth.clock.now().toISOString().slice(0, 10), area: about.area ?? VILLAGE, actor: { sub: 'county2', role: 'county-approver', area: '341524' }, correlationid: randomUUID(), causationid: null,
      traceparent: null, basis: [], logepoch: 1, data,
    };
    await this.hearth.bus.publish(topicOf(type.split('.')[1] ?? ''), [toRecord(fact)]);
    await this.hearth.drain();
  }

  async rulesInForce(): Promise<void> {
    const example = JSON.parse(readFileSync(new URL('../../../../contracts/eligibility/RuleSetInForce.v1.example.json', import.meta.url), 'utf8')) as RuleSetInForce;
    await this.say('hearth.eligibility.RuleSetInForce', { ...example, scope: [{ area: '341524', from: '2012-12-12', to: null }] }, { household: null, stream: `rule-set-${randomUUID()}` });
  }

  /** Casework orders payments; answers with the order. */
  async order({ name = '陈守田', accountNumber = '6222000000001111', area = VILLAGE, ...over }: OrderInput = {}): Promise<PaymentOrdered> {
    const household = over.household ?? randomUUID(), payee = over.payee ?? randomUUID(), application = randomUUID();
    const data: PaymentOrdered = {
      household, application, order: randomUUID(), approval: randomUUID(), programme: 'dibao', of: 'household', beneficiary: household, payee, money: cny(66_667), from: '2026-11', until: null, list: randomUUID(),
      payeeName: await this.hearth.keys.seal(payee, name), account: await this.hearth.keys.seal(payee, accountNumber), ...over,
    };
    await this.say('hearth.casework.PaymentOrdered', data, { household, stream: `application-${application}`, version: 14, area });
    return data;
  }

  async suspend({ household, application, approval }: PaymentOrdered, from: string): Promise<void> {
    await this.say('hearth.casework.BenefitSuspended', { household, application, approval, from, reason: 'review-overdue' }, { household, stream: `application-${application}`, version: 20 });
  }

  async died(household: string, person: string): Promise<void> {
    await this.say('hearth.registry.PersonDied', { household, person, on: '2026-11-20' }, { household, stream: `person-${person}` });
  }

  draft(over: object = {}, officer = maker): Promise<Answer<{ id: string; count: number; number: number; blocked: number; total: { minor: number }; code: string; errors: { field: string; code: string }[] }>> {
    return this.hearth.as(officer).post('/api/payments/payrolls', { programme: 'dibao', period: '2026-11', area: '341524', ...over });
  }

  submit(id: string): Promise<Answer> { return this.hearth.as(maker).post(`/api/payments/payrolls/${id}/submission`); }

  approve(id: string, minor: number, officer = checker): Promise<Answer<{ code: string; executionDate: string }>> {
    return this.hearth.as(officer).post(`/api/payments/payrolls/${id}/approval`, { total: cny(minor) });
  }

  /** Draft, submission and approval of all that is due. */
  async pay(over: object = {}): Promise<{ id: string; executionDate: string }> {
    const { body: { id, total } } = await this.draft(over);
    await this.submit(id);
    return { id, executionDate: (await this.approve(id, total.minor)).body.executionDate };
  }

  async payroll(id: string, officer = maker): Promise<PayrollShown> { return (await this.hearth.as(officer).get<PayrollShown>(`/api/payments/payrolls/${id}`)).body; }
  file(id: string): Promise<Answer<{ code: string }>> { return this.hearth.as(checker).get(`/api/payments/payrolls/${id}/bank-file`); }
  close(id: string): Promise<Answer<{ code: string; reconciled: number; listed: number }>> { return this.hearth.as(maker).post(`/api/payments/payrolls/${id}/period-close`); }

  takeXml(kind: 'statuses' | 'statements', xml: string, officer = maker): Promise<Answer<Intake>> { return this.hearth.as(officer).post(`/api/payments/${kind}`, xml, XML); }
  takeCollections(report: object): Promise<Answer<Intake>> { return this.hearth.as(maker).post('/api/payments/collections', report); }
}

export interface Intake { readonly lines: number; readonly matched: number; readonly recorded: number; readonly elsewhere: number; readonly unmatched: readonly { readonly id: string; readonly line: number; readonly reason: string }[]; readonly code: string; readonly errors: readonly { readonly field: string }[] }
