import type { ApplicationFile } from '../../api/casework.ts';
import { parseAmount } from '../../format/money.ts';
import type { Messages } from '../../i18n/zh.ts';

export type Values = Readonly<Record<string, string>>;
export type FormWord = keyof Messages['application']['form'];
export type Option = { readonly value: string; readonly word: FormWord };

export interface Field {
  readonly name: string;
  readonly kind: 'reason' | 'text' | 'short' | 'day' | 'number' | 'choice' | 'officers' | 'checks' | 'member' | 'money';
  readonly word: FormWord;
  readonly hint?: FormWord;
  readonly options?: readonly Option[];
  readonly optional?: boolean;
  readonly initial?: string;
  /** Only asked for when another field has this value. */
  readonly when?: { readonly field: string; readonly value: string };
}

export interface ActionForm { readonly fields: readonly Field[]; readonly body: (values: Values, file: Pick<ApplicationFile, 'assessment'>) => object }

const reason: Field = { name: 'reason', kind: 'reason', word: 'reason', hint: 'reasonHint' };
const on: Field = { name: 'on', kind: 'day', word: 'on' };
const choice = (name: string, word: FormWord, options: readonly Option[]): Field => ({ name, kind: 'choice', word, options });
const number = (name: string, word: FormWord): Field => ({ name, kind: 'number', word });
export const officers = (text: string): string[] => text.split(/[\s,，、]+/u).filter((name) => name !== '');
const of = (values: Values, name: string): string => values[name] ?? '';
const text = (values: Values): string => of(values, 'reason').trim();

const care = ['eat', 'dress', 'bed', 'toilet', 'walk', 'bathe'] as const;
const agreement: readonly Option[] = [{ value: 'agrees', word: 'agrees' }, { value: 'differs', word: 'differs' }];

/** Each action that needs more than one press: what it asks, and what it sends. */
export const actionForms: Readonly<Record<string, ActionForm>> = {
  'hold-meeting': {
    fields: [on, number('present', 'present'), number('representatives', 'representatives'), number('yes', 'yes'), number('no', 'no'), number('abstained', 'abstained')],
    body: (values) => ({ on: of(values, 'on'), ...Object.fromEntries(['present', 'representatives', 'yes', 'no', 'abstained'].map((name) => [name, Number(of(values, name))])) }),
  },
  'object-town': { fields: [{ name: 'text', kind: 'text', word: 'text', optional: true }], body: (values) => ({ stage: 'town', ...(of(values, 'text') === '' ? {} : { text: of(values, 'text') }) }) },
  'object-county': { fields: [{ name: 'text', kind: 'text', word: 'text', optional: true }], body: (values) => ({ stage: 'county', ...(of(values, 'text') === '' ? {} : { text: of(values, 'text') }) }) },
  'answer-review': { fields: [choice('result', 'result', [{ value: 'kept', word: 'kept' }, { value: 'changed', word: 'changed' }]), reason], body: (values) => ({ result: of(values, 'result'), reason: text(values) }) },
  forward: { fields: [choice('proposal', 'proposal', [{ value: 'for', word: 'for' }, { value: 'against', word: 'against' }]), reason], body: (values) => ({ proposal: of(values, 'proposal'), reason: text(values) }) },
  'give-opinion': { fields: [choice('opinion', 'opinion', [{ value: 'approve', word: 'approve' }, { value: 'refuse', word: 'refuse' }]), reason], body: (values) => ({ opinion: of(values, 'opinion'), reason: text(values) }) },
  'record-spot-check': {
    fields: [{ name: 'visitors', kind: 'officers', word: 'visitors', hint: 'investigatorsHint' }, on, choice('finding', 'finding', agreement)],
    body: (values) => ({ visitors: officers(of(values, 'visitors')), on: of(values, 'on'), finding: of(values, 'finding') }),
  },
  approve: { fields: [reason], body: (values) => ({ decision: 'approve', reason: text(values) }) },
  refuse: { fields: [reason], body: (values) => ({ decision: 'refuse', reason: text(values) }) },
  'request-reconsideration': { fields: [reason], body: (values) => ({ reason: text(values) }) },
  'decide-reconsideration': { fields: [choice('result', 'result', [{ value: 'upheld', word: 'upheld' }, { value: 'granted', word: 'granted' }]), reason], body: (values) => ({ result: of(values, 'result'), reason: text(values) }) },
  flag: { fields: [choice('flag', 'flag', [{ value: 'doubtful', word: 'doubtful' }, { value: 'reported', word: 'reported' }]), reason], body: (values) => ({ flag: of(values, 'flag'), reason: text(values) }) },
  'assess-care': {
    fields: [{ name: 'person', kind: 'member', word: 'person' }, { name: 'items', kind: 'checks', word: 'care', options: care.map((value) => ({ value, word: value })), optional: true }],
    body: (values) => ({ person: of(values, 'person'), items: Object.fromEntries(care.map((one) => [one, of(values, 'items').split(' ').includes(one)])) }),
  },
  'change-benefit': {
    fields: [
      choice('kind', 'kind', [{ value: 'changed', word: 'changedAmount' }, { value: 'suspended', word: 'suspended' }, { value: 'ended', word: 'ended' }]),
      { name: 'from', kind: 'short', word: 'from' },
      choice('reason', 'code', [{ value: 'income-changed', word: 'code_income-changed' }, { value: 'death', word: 'code_death' }, { value: 'moved', word: 'code_moved' }, { value: 'request', word: 'code_request' }]),
      { name: 'money', kind: 'money', word: 'money', when: { field: 'kind', value: 'changed' } },
    ],
    body: (values, file) => ({
      kind: of(values, 'kind'), from: of(values, 'from'), reason: of(values, 'reason'),
      ...(of(values, 'kind') === 'changed' ? { money: { minor: parseAmount(of(values, 'money')) ?? 0, currency: file.assessment?.money?.currency ?? 'CNY' } } : {}),
    }),
  },
};

export const asked = (form: ActionForm, values: Values): readonly Field[] => form.fields.filter((field) => !field.when || of(values, field.when.field) === field.when.value);

/** The names of the fields that keep the form from being sent. */
export function lacking(form: ActionForm, values: Values): string[] {
  return asked(form, values).filter((field) => {
    const value = of(values, field.name).trim();
    if (field.optional === true && value === '') return false;
    if (field.kind === 'officers') return officers(value).length === 0;
    if (field.kind === 'number') return !/^\d{1,4}$/u.test(value);
    if (field.kind === 'money') return (parseAmount(value) ?? -1) < 0;
    return value === '' || (field.name === 'from' && !/^\d{4}-(0[1-9]|1[0-2])$/u.test(value));
  }).map((field) => field.name);
}

/** The address of an action; that of a reconsideration names the one that is open. */
export function pathOf(path: string, file: Pick<ApplicationFile, 'reconsiderations'>): string {
  const open = file.reconsiderations.findLast((one) => one.decided === null);
  return path.replace(':rid', open?.reconsideration ?? '');
}
