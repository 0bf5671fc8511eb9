import type { ProcedureText, RuleDocument, TimeText } from '../../api/rules.ts';
import type { Entry } from './entry.ts';
import type { Speak } from './expression.ts';

const entry = (key: string, title: string, text: string): Entry => ({ key: `procedure.${key}`, section: 'procedure', title, text, source: '' });
const days = (time: TimeText, speak: Speak): string => {
  const length = speak.say(time.unit === 'day' ? 'days' : 'workingDays', { count: time.limit });
  return time.bound === undefined ? length : `${length} (${speak.say(time.bound)})`;
};
const roles = (who: readonly string[], speak: Speak): string => speak.list(who.map((one) => speak.word('role', one)));

/** The way of a case: each step that is taken, and what the law asks around them. */
export function procedureEntries({ procedure }: RuleDocument, speak: Speak): Entry[] {
  if (!procedure) return [];
  const steps = procedure.steps.filter((step) => step.mode !== 'not-taken').map((step) => entry(
    `step.${step.step}`, `${step.step} ${speak.text(step.title)}`,
    [speak.say(step.mode === 'required' ? 'required' : 'conditional'), roles(step.who, speak), ...(step.clock ? [days(step.clock, speak)] : [])].join(' · '),
  ));
  return [...steps, ...around(procedure, speak)];
}

function around(procedure: ProcedureText, speak: Speak): Entry[] {
  const { total, visit, verification, meeting, publications = [], decision, refusal, reconsideration } = procedure;
  const documents = procedure.documents.filter((one) => one.needed).map((one) => speak.word('document', one.kind));
  const [n, d] = [meeting?.representatives.numerator, meeting?.representatives.denominator];
  return [
    ...(total ? [entry('total', speak.say('total'), days(total, speak))] : []),
    entry('documents', speak.say('documents'), speak.list([...new Set(documents)])),
    ...(visit ? [entry('visit', speak.say('visit'), speak.say('investigators', { count: visit.investigators }))] : []),
    ...(verification && verification.sources.length > 0 ? [entry('verification', speak.say('verification'), speak.list(verification.sources.map((one) => speak.word('source', one))))] : []),
    ...(n === undefined || d === undefined ? [] : [entry('meeting', speak.say('meeting'), speak.say('representatives', { share: `${n}/${d}` }))]),
    ...publications.map((one) => entry(`publication.${one.stage}`, speak.word('stage', one.stage), speak.say('days', { count: one.days }))),
    ...(decision ? [entry('decision', speak.say('decision'), [roles(decision.who, speak), ...(decision.clock ? [days(decision.clock, speak)] : [])].join(' · '))] : []),
    ...(refusal?.within ? [entry('refusal', speak.say('refusal'), days(refusal.within, speak))] : []),
    ...(reconsideration ? [entry('reconsideration', speak.say('reconsideration'), `${roles(reconsideration.who, speak)} · ${days(reconsideration.within, speak)} / ${days(reconsideration.decideWithin, speak)}`)] : []),
  ];
}
