import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { search, type HouseholdShown } from '../../api/registry.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import type { Officer } from '../../identity/officer.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Notice } from '../../parts/states.tsx';
import { useToday } from '../../parts/use-today.ts';
import { ConsentCard } from './consent-card.tsx';
import { asksAuthorisation, emptyForm, idVerdict, isAdult, lacksOf, requirements, type ApplyDraft, type IdKind, type KnownPerson } from './form.ts';
import { KnownCard } from './known-card.tsx';
import { Lacks } from './lacks.tsx';
import { MeansForm } from './means-form.tsx';
import { PapersCard } from './papers-card.tsx';
import { PeopleCard } from './people-card.tsx';
import { PlaceCard } from './place-card.tsx';
import { QuestionsCard } from './questions-card.tsx';
import { questionsOf } from './questions.ts';
import { apply, applicationBody, register, signKnown, type Outcome, type Stage } from './submission.ts';
import { programmesOf, useRuleSet } from './use-requirements.ts';

interface ApplyFormProps { readonly officer: Officer; readonly known: HouseholdShown | null; readonly onDone: (outcome: Outcome, names: Readonly<Record<string, string>>) => void }

/** A family in the register is known from the start; of a new one only what the form holds. */
function initialForm(officer: Officer, known: HouseholdShown | null): ApplyDraft {
  const form = { ...emptyForm(), programme: programmesOf(officer.area)[0] ?? '', village: officer.role === 'village' || officer.role === 'bagh-governor' ? officer.area : '' };
  if (!known) return form;
  return { ...form, members: [], village: known.area, holder: known.head.id, registered: { id: known.id, people: {}, authorisation: null } };
}

function peopleOf(form: ApplyDraft, known: HouseholdShown | null, kind: IdKind, today: string): KnownPerson[] {
  if (known) {
    const shown = (kindOf: KnownPerson['kind']) => (person: HouseholdShown['members'][number]): KnownPerson => ({ key: person.id, name: person.name ?? '', birthDate: person.birthDate, kind: kindOf });
    return [...known.members.map(shown('member')), ...known.supporters.map(shown('supporter'))];
  }
  const typed = (kindOf: KnownPerson['kind']) => (person: ApplyDraft['members'][number]): KnownPerson =>
    ({ key: person.key, name: person.name.trim(), birthDate: idVerdict(person.idNumber, kind, [], today).facts?.birthDate ?? null, kind: kindOf });
  return [...form.members.map(typed('member')), ...form.supporters.map(typed('supporter'))];
}

export function ApplyForm({ officer, known, onDone }: ApplyFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [fresh] = useState(() => initialForm(officer, known));
  const draft = useDraft<ApplyDraft>('application', known?.id ?? 'new', fresh);
  const [told, setTold] = useState(false);
  const [stage, setStage] = useState<Stage | null>(null);
  const form = draft.value;
  const kind: IdKind = officer.area.startsWith('MN') ? 'mn-registration' : 'cn-resident-id';
  const today = useToday();
  const rules = useRuleSet(form.village === '' ? officer.area : form.village, form.programme);
  const people = peopleOf(form, known, kind, today);
  const documents = rules.ruleSet?.procedure.documents ?? [];
  const papers = requirements(documents, people, today);
  const adults = people.filter((person) => person.kind === 'member' && isAdult(person, today));
  const asks = asksAuthorisation(documents);
  const signed = known?.authorisations.find((one) => one.programme === form.programme && one.ended === null);
  const checks = rules.ruleSet?.procedure.steps.find((step) => step.step === 2)?.who.includes(officer.role) ?? false;
  const lacks = lacksOf(form, kind, today);

  const send = useMutation({
    mutationFn: async (): Promise<Outcome> => {
      const key = draft.idempotencyKey;
      setStage('household');
      const registered = known || form.registered ? form.registered ?? { id: known?.id ?? '', people: {}, authorisation: null } : await register(form, kind, { adults: adults.map((person) => person.key), authorisation: asks, questions: questionsOf(rules.ruleSet) }, key);
      if (!form.registered) draft.change({ registered });
      const signers = people.filter((person) => (person.kind === 'supporter' ? !form.unsigned.includes('supporters') : adults.includes(person) && !form.unsigned.includes(person.key))).map((person) => person.key);
      const authorisation = !known || !asks ? registered.authorisation : signed?.authorisation ?? (signers.length > 0 ? await signKnown(known.id, form.programme, signers, key) : null);
      const seen = papers.filter((paper) => form.allSeen && !form.lacking.includes(paper.key)).map((paper) => ({ kind: paper.kind, person: paper.person?.key ?? null }));
      const outcome = await apply(applicationBody(form, { ...registered, authorisation }, seen), checks, key, setStage);
      const names = Object.fromEntries(people.map((person) => [registered.people[person.key] ?? person.key, person.name]));
      await draft.discard(fresh);
      await queries.invalidateQueries({ queryKey: ['casework'] });
      onDone(outcome, names);
      return outcome;
    },
    onSettled: () => setStage(null),
  });
  const submit = (): void => {
    setTold(true);
    if (lacks.length === 0 && !send.isPending) send.mutate();
  };
  useShortcuts({ 'Ctrl+Enter': submit });
  const change = draft.change;
  if (!draft.ready) return null;
  return (
    <form className="apply" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className="stack">
        {send.error !== null && <Refusal error={send.error} focus fieldId={(name) => fieldIdOf(form, name)} fieldLabel={() => ''} />}
        {told && lacks.length > 0 && <Lacks lacks={lacks} form={form} />}
        {known ? <KnownCard household={known} today={today} /> : <AlreadyKnown form={form} kind={kind} today={today} />}
        <PlaceCard form={form} programmes={programmesOf(officer.area)} told={told} known={known !== null} onChange={change} />
        {!known && form.registered && <Notice tone="info">{t('apply.registered')}</Notice>}
        {!known && (
          <fieldset className="stack plain" disabled={form.registered !== null}>
            <PeopleCard form={form} kind={kind} today={today} told={told} onChange={change} />
            <MeansForm form={form} told={told} onChange={change} />
            {rules.ruleSet && <QuestionsCard ruleSet={rules.ruleSet} form={form} onChange={change} />}
          </fieldset>
        )}
        <ConsentCard form={form} adults={adults} people={people} asks={asks} signed={signed} told={told} onChange={change} />
      </div>
      <div className="stack aside">
        <PapersCard form={form} papers={papers} ready={rules.ruleSet !== undefined} error={rules.error} onRetry={rules.refetch} onChange={change} />
        <Button variant="filled" size="md" type="submit" loading={send.isPending} rightSection={<kbd className="on-accent">Ctrl ↵</kbd>}>{t(checks ? 'apply.submitAndCheck' : 'apply.submit')}</Button>
        {stage && <p className="sub" role="status">{t(`apply.progress.${stage}`)}</p>}
        <DraftBar savedAt={draft.savedAt} restoredFrom={draft.restoredFrom} onDiscard={() => void draft.discard(fresh)} />
      </div>
    </form>
  );
}

/** members[0].idNumber → the control of that person. */
function fieldIdOf(form: ApplyDraft, name: string): string | undefined {
  const match = /^(members|supporters)\[(\d+)\]\.(idNumber|name|relation)/u.exec(name);
  if (!match) return name.startsWith('account') ? 'account' : undefined;
  const person = (match[1] === 'members' ? form.members : form.supporters)[Number(match[2])];
  return person && `${person.key}-${match[3] === 'idNumber' ? 'id' : match[3]}`;
}

/** The head's number is looked up as soon as it is whole: a known family is not registered twice. */
function AlreadyKnown({ form, kind, today }: { readonly form: ApplyDraft; readonly kind: IdKind; readonly today: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const number = form.members[0]?.idNumber ?? '';
  const whole = idVerdict(number, kind, [], today, true).facts !== null;
  const { data } = useQuery({ queryKey: ['registry', 'search', 'head', whole ? number : ''], queryFn: ({ signal }) => search(number, signal), enabled: whole && form.registered === null, gcTime: 0 });
  const hit = data?.find((one) => one.matchedBy === 'idNumber');
  if (!hit) return null;
  return <Notice tone="info"><div className="row between wrap"><span>{t('apply.known.found', { number: hit.number })}</span><Button size="xs" onClick={() => void navigate(`/applications/new?household=${hit.household}`)}>{t('apply.known.use')}</Button></div></Notice>;
}
