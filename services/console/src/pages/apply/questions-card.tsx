import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleSetDocument } from '../../api/eligibility.ts';
import { useWords } from '../../i18n/words.ts';
import type { ApplyDraft } from './form.ts';
import { isNumeric, questionsOf } from './questions.ts';

interface QuestionsCardProps { readonly ruleSet: RuleSetDocument; readonly form: ApplyDraft; readonly onChange: (change: (form: ApplyDraft) => ApplyDraft) => void }

/** The questionnaire of a scorecard, as its rule set words it. */
export function QuestionsCard({ ruleSet, form, onChange }: QuestionsCardProps) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const questions = questionsOf(ruleSet);
  if (questions.length === 0) return null;
  const answer = (variable: string, value: string): void => onChange((now) => ({ ...now, answers: { ...now.answers, [variable]: value } }));
  return (
    <section className="card" aria-labelledby="questions-title">
      <header><h2 id="questions-title">{t('apply.questions.title')}</h2><span className="sub">{t('apply.questions.text')}</span></header>
      <div className="body place">
        {questions.map((question) => (isNumeric(question)
          ? <TextInput key={question.variable} label={text(question.title)} value={form.answers[question.variable] ?? ''} inputMode="numeric" autoComplete="off" onChange={(event) => answer(question.variable, event.currentTarget.value)} />
          : <NativeSelect key={question.variable} label={text(question.title)} value={form.answers[question.variable] ?? ''} onChange={(event) => answer(question.variable, event.currentTarget.value)}
              data={[{ value: '', label: t('apply.place.choose') }, ...question.options.map((value) => ({ value, label: word('answer', value) }))]} />))}
      </div>
    </section>
  );
}
