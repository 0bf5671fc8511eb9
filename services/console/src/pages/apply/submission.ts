import { actOn, submitApplication, type ActionAnswer, type SubmitApplication } from '../../api/casework.ts';
import { isProblem } from '../../api/problem.ts';
import { registerHousehold, signAuthorisation, type PersonRequest, type RegisterHousehold } from '../../api/registry.ts';
import { parseAmount, type Currency } from '../../format/money.ts';
import { normaliseId } from '@hearth/kernel';
import { answersOf, type Question } from './questions.ts';
import { plainAccount, type ApplyDraft, type IdKind, type PersonDraft } from './form.ts';

export type Stage = 'household' | 'application' | 'check';
export interface Registered { readonly id: string; readonly people: Readonly<Record<string, string>>; readonly authorisation: string | null }
export interface Outcome { readonly application: string; readonly number: string; readonly checked: ActionAnswer | null }

function personRequest(person: PersonDraft, kind: IdKind): PersonRequest {
  return {
    name: person.name.trim(), idKind: kind, idNumber: normaliseId(person.idNumber), relation: person.relation, workCapacity: person.work, student: person.student,
    ...(person.sex === '' ? {} : { sex: person.sex }), ...(person.phone === '' ? {} : { phone: person.phone }),
    ...(person.disability === '' ? {} : { disability: { kind: person.disability, level: Number(person.level) } }),
  };
}

/** The order in which the registry numbers people: members, then supporters. */
const keysOf = (form: ApplyDraft): string[] => [...form.members, ...form.supporters].map((person) => person.key);

/** What the rule set wants of a new family beside its people. */
export interface Wanted { readonly adults: readonly string[]; readonly authorisation: boolean; readonly questions: readonly Question[] }

export function householdBody(form: ApplyDraft, kind: IdKind, { adults, authorisation, questions }: Wanted): RegisterHousehold {
  const keys = keysOf(form);
  const currency: Currency = kind === 'mn-registration' ? 'MNT' : 'CNY';
  const money = (amount: string): { minor: number; currency: Currency } => ({ minor: parseAmount(amount) ?? 0, currency });
  const signers = adults.filter((key) => !form.unsigned.includes(key)).map((key) => keys.indexOf(key));
  const signed = authorisation && signers.length > 0;
  const answers = answersOf(questions, form.answers);
  return {
    area: form.village, urban: form.urban, ...(form.address.trim() === '' ? {} : { address: form.address.trim() }),
    members: form.members.map((person) => personRequest(person, kind)),
    ...(form.supporters.length === 0 ? {} : { supporters: form.supporters.map((person) => personRequest(person, kind)) }),
    incomes: form.incomes.map((line) => ({ member: keys.indexOf(line.person), kind: line.kind, annual: money(line.amount) })),
    properties: form.properties.map((line) => ({
      member: keys.indexOf(line.person), kind: line.kind, ...(line.kind === 'vehicle' ? { count: Math.floor((parseAmount(line.amount) ?? 0) / 100) } : { value: money(line.amount), count: 1 }),
    })),
    ...(Object.keys(answers).length === 0 ? {} : { answers }),
    ...(signed ? { authorisation: { programme: form.programme, agent: signers[0] ?? 0, signers, supportersSign: form.supporters.length > 0 && !form.unsigned.includes('supporters') } } : {}),
  };
}

export async function register(form: ApplyDraft, kind: IdKind, wanted: Wanted, key: string): Promise<Registered> {
  const { body } = await registerHousehold(householdBody(form, kind, wanted), `${key}-household`);
  const ids = [...body.members, ...body.supporters].map((person) => person.id);
  return { id: body.id, people: Object.fromEntries(keysOf(form).map((one, n) => [one, ids[n] ?? ''])), authorisation: body.authorisation };
}

/** A family that is known signs for this programme; its people are already known by their ids. */
export async function signKnown(household: string, programme: string, signers: readonly string[], key: string): Promise<string> {
  const { body } = await signAuthorisation(household, { programme, agent: signers[0] ?? '', signers }, `${key}-authorisation`);
  return body.id;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Another service may hear of a new family a moment later: it says so, and is asked again. */
export async function untilHeard<T>(work: () => Promise<T>, tries = 6): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries <= 1 || !isProblem(error) || error.code !== 'not-here-yet') throw error;
    await wait((error.body.retryAfter ?? 1) * 1000);
    return untilHeard(work, tries - 1);
  }
}

export interface PaperChoice { readonly kind: string; readonly person: string | null }

export function applicationBody(form: ApplyDraft, registered: Registered, papers: readonly PaperChoice[]): SubmitApplication {
  const idOf = (key: string): string => registered.people[key] ?? key;
  const head = idOf(form.members[0]?.key ?? form.holder);
  return {
    household: registered.id, programme: form.programme, applicant: head, ...(registered.authorisation === null ? {} : { authorisation: registered.authorisation }),
    documents: papers.map(({ kind, person }) => ({ kind, ...(person === null ? {} : { person: idOf(person) }) })),
    account: { holder: idOf(form.holder), number: plainAccount(form.account) }, relativeOfStaff: form.relative,
  };
}

export async function apply(body: SubmitApplication, check: boolean, key: string, onStage: (stage: Stage) => void): Promise<Outcome> {
  onStage('application');
  const { body: submitted } = await untilHeard(() => submitApplication(body, `${key}-application`));
  if (!check) return { application: submitted.id, number: submitted.number, checked: null };
  onStage('check');
  const { body: checked } = await untilHeard(() => actOn(submitted.id, 'check', {}, `${key}-check`));
  return { application: submitted.id, number: submitted.number, checked };
}
