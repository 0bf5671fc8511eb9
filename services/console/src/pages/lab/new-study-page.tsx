import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { get } from '../../api/client.ts';
import { methods, type FormulaLine } from '../../api/formulas.ts';
import { requestStudy, type SurveyLine } from '../../api/lab.ts';
import type { List } from '../../api/types.ts';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading, NoRight } from '../../parts/states.tsx';
import '../rules/rules.css';
import './lab.css';
import { laboratory, mayAsk } from './rights.ts';
import { ProgrammeFields } from './programme-fields.tsx';
import { emptyStudy, faultsOf, studyBody, type TypedStudy } from './study-form.ts';

/** Survey, methods, formulas, and the question of a study. */
export function NewStudyPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const surveys = useQuery({ queryKey: ['eligibility', 'surveys', 'all'], queryFn: ({ signal }) => get<List<SurveyLine>>('eligibility/surveys', { limit: 100 }, signal), enabled: mayAsk(officer?.role) });
  const formulas = useQuery({ queryKey: ['eligibility', 'formulas', 'all'], queryFn: ({ signal }) => get<List<FormulaLine>>('eligibility/formulas', { limit: 100 }, signal), enabled: mayAsk(officer?.role) });
  if (!mayAsk(officer?.role)) return <section className="card"><h1 className="unseen">{t('lab.study.new')}</h1><NoRight roles={laboratory.slice(0, 3)} /></section>;
  return (
    <>
      <PageHead above={<Link className="back" to="/lab"><IconChevronLeft {...icon} />{t('lab.title')}</Link>} title={t('lab.study.new')} />
      {surveys.error !== null && <Refusal error={surveys.error} onRetry={() => void surveys.refetch()} />}
      {surveys.isPending && <div className="card"><Loading rows={8} /></div>}
      {surveys.data?.items.length === 0 && <div className="card"><Empty title={t('lab.survey.empty')} action={<Link to="/lab?tab=surveys">{t('lab.tab.surveys')}</Link>}>{t('lab.survey.emptyText')}</Empty></div>}
      {surveys.data && surveys.data.items.length > 0 && <StudyForm surveys={surveys.data.items} formulas={formulas.data?.items ?? []} />}
    </>
  );
}

function StudyForm({ surveys, formulas }: { readonly surveys: readonly SurveyLine[]; readonly formulas: readonly FormulaLine[] }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const survey = search.get('survey') ?? surveys[0]?.id ?? '';
  const fresh: TypedStudy = { ...emptyStudy, survey };
  const kept = useDraft<TypedStudy>('study', survey, fresh);
  const [told, setTold] = useState(false);
  const typed = kept.value;
  const faults = faultsOf(typed);
  const ask = useMutation({
    mutationFn: () => requestStudy(studyBody(typed), kept.idempotencyKey),
    onSuccess: async ({ body }) => { await kept.discard(fresh); await queries.invalidateQueries({ queryKey: ['eligibility', 'studies'] }); await navigate(`/lab/${body.id}`); },
  });
  const submit = (): void => { setTold(true); if (faults.length === 0) ask.mutate(); };
  useShortcuts({ 'Ctrl+Enter': submit });
  const wrong = (field: 'title' | 'methods' | 'budget' | 'replicates' | 'amount' | 'cap') => (told && faults.includes(field) ? t(`lab.study.wrong.${field}`) : null);
  const toggle = (list: readonly string[], one: string): readonly string[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);
  return (
    <form className="card" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <div className="body stack padded study-form">
        <DraftBar savedAt={kept.savedAt} restoredFrom={kept.restoredFrom} onDiscard={() => void kept.discard(fresh)} />
        {ask.error !== null && <Refusal error={ask.error} focus />}
        <TextInput label={t('lab.study.title')} value={typed.title} error={wrong('title')} onChange={(event) => kept.change({ title: event.currentTarget.value })} />
        <NativeSelect label={t('lab.study.survey')} value={typed.survey} data={surveys.map((one) => ({ value: one.id, label: `${one.name}${one.synthetic ? ` · ${t('lab.synthetic.mark')}` : ''}` }))} onChange={(event) => kept.change({ survey: event.currentTarget.value })} />
        <fieldset className="choices"><legend className="s13 strong">{t('lab.study.methods')}</legend>
          {methods.map((method) => <Checkbox key={method} label={word('method', method)} checked={typed.methods.includes(method)} onChange={() => kept.change({ methods: methods.filter((one) => (one === method ? !typed.methods.includes(one) : typed.methods.includes(one))) })} />)}
        </fieldset>
        {formulas.length > 0 && (
          <fieldset className="choices"><legend className="s13 strong">{t('lab.study.registered')}</legend>
            {formulas.map((one) => <Checkbox key={one.id} label={`${one.name} · ${t(`formulas.status.${one.status}`)}`} checked={typed.formulas.includes(one.id)} onChange={() => kept.change({ formulas: toggle(typed.formulas, one.id) })} />)}
          </fieldset>
        )}
        {wrong('methods') !== null && <p className="s13 c-bad">{wrong('methods')}</p>}
        <div className="answers">
          <NativeSelect label={t('lab.study.by')} value={typed.by} data={(['stratum', 'urban', 'none'] as const).map((value) => ({ value, label: t(`lab.study.grouping.${value}`) }))} onChange={(event) => kept.change({ by: event.currentTarget.value })} />
          <NativeSelect label={t('lab.study.reach')} value={typed.reach} data={(['poor', 'own', 'number'] as const).map((value) => ({ value, label: t(`lab.study.reaching.${value}`) }))} onChange={(event) => kept.change({ reach: event.currentTarget.value })} />
          {typed.reach === 'number' && <TextInput label={t('lab.study.budget')} inputMode="numeric" value={typed.budget} error={wrong('budget')} onChange={(event) => kept.change({ budget: event.currentTarget.value })} />}
          <TextInput label={t('lab.study.replicates')} description={t('lab.study.replicatesText')} inputMode="numeric" value={typed.replicates} error={wrong('replicates')} onChange={(event) => kept.change({ replicates: event.currentTarget.value })} />
        </div>
        <ProgrammeFields typed={typed} formulas={formulas} onChange={kept.change} wrong={wrong} />
        <div className="row end"><Button variant="filled" type="submit" loading={ask.isPending} disabled={!kept.ready}>{t('lab.study.start')}</Button></div>
      </div>
    </form>
  );
}
