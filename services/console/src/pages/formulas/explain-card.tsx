import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { explain, type Explained, type FormulaBody } from '../../api/formulas.ts';
import { Chart } from '../../chart/chart.tsx';
import { DraftBar } from '../../drafts/draft-bar.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';
import { AnswersForm } from './answers-form.tsx';
import { answersOf, decimal, signed, sorted } from './explain.ts';
import { useAsked } from './use-asked.ts';

interface Typed { readonly answers: Readonly<Record<string, string>> }
const empty: Typed = { answers: {} };

/** The score of a case, and what every answer adds to it; nothing is stored by the service. */
export function ExplainCard({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const kept = useDraft<Typed>('formula-answers', one.id, empty);
  const run = useMutation({ mutationFn: (answers: Readonly<Record<string, string | number>>) => explain(one.id, answers) });
  const missing = run.data?.missing ?? [];
  const asked = useAsked(one, missing);
  const { answers } = kept.value;
  return (
    <>
      <section className="card" aria-labelledby="formula-explain">
        <header><h2 id="formula-explain">{t('formulas.explain.title')}</h2><span className="sub">{t('formulas.explain.text')}</span></header>
        <form className="body stack" noValidate onSubmit={(event) => { event.preventDefault(); if (asked) run.mutate(answersOf(asked, answers)); }}>
          <DraftBar savedAt={kept.savedAt} restoredFrom={kept.restoredFrom} onDiscard={() => void kept.discard(empty)} />
          {asked ? <AnswersForm asked={asked} typed={answers} missing={missing} onChange={(column, value) => kept.change((now) => ({ answers: { ...now.answers, [column]: value } }))} /> : <Loading rows={4} />}
          {run.error !== null && <Refusal error={run.error} focus />}
          <div className="row end"><Button variant="filled" type="submit" loading={run.isPending}>{t('formulas.explain.action')}</Button></div>
        </form>
      </section>
      {run.data && <Result one={one} told={run.data} />}
    </>
  );
}

function Result({ one, told }: { readonly one: FormulaBody; readonly told: Explained }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  if (told.score === null) return <div className="notice" role="status">{t('formulas.explain.undecided', { names: format.list(told.missing) })}</div>;
  const lines = sorted(told, one.method);
  const answer = (line: (typeof lines)[number]): string => line.level === null ? (line.value === null ? '–' : String(line.value)) : word('answer', line.level);
  const names = lines.map((line) => `${line.variable}: ${answer(line)}`);
  const verdict = t(`words.result.${told.eligible === true ? 'eligible' : told.eligible === false ? 'ineligible' : 'undecided'}`);
  const about = [`${t('formulas.explain.score')} ${decimal(told.score)}`, verdict, ...(told.predicted === null ? [] : [`${t('formulas.explain.predicted')} ${format.count(Math.round(told.predicted))}`]), ...(told.equation === null ? [] : [told.equation])].join(' · ');
  const option = {
    grid: { left: 8, right: 70, top: 6, bottom: 24, containLabel: true }, xAxis: { type: 'value', splitNumber: 4, axisLabel: { hideOverlap: true } }, tooltip: { trigger: 'item' },
    yAxis: { type: 'category', inverse: true, data: names, axisLabel: { width: 190, overflow: 'truncate' } },
    series: [{ type: 'bar', barMaxWidth: 14, label: { show: true, position: 'right', color: '#4A4E57', formatter: ({ value }: { readonly value: number }) => signed(value) },
      data: lines.map(({ contribution }) => ({ value: contribution, itemStyle: { color: contribution < 0 ? '#B07A2A' : '#2F4B9A' } })) }],
  };
  return (
    <Chart title={t('formulas.explain.contributions')} about={about} option={option} height={lines.length * 24 + 44} footer={t('formulas.explain.footer', { constant: decimal(told.constant), hash: one.hash.slice(0, 12) })}
      table={{ head: [t('formulas.questions.variable'), t('formulas.explain.answer'), t('formulas.explain.contribution')], rows: lines.map((line) => [line.variable, answer(line), signed(line.contribution)]) }} />
  );
}
