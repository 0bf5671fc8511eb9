import { useTranslation } from 'react-i18next';
import type { ApplicationFile, TraceBody } from '../../api/casework.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { Trace, type TraceLine } from '../../parts/trace.tsx';

const resultTone = { eligible: 'ok', ineligible: 'bad', undecided: 'warn' } as const;
const verdict = (result: boolean | null): Pick<TraceLine, 'value' | 'tone'> =>
  result === true ? { value: '✓', tone: 'ok' } : result === false ? { value: '✗', tone: 'bad' } : { value: '△', tone: 'warn' };

/** The rules one by one, as they were applied, with what each rests on. */
export function AssessmentCard({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const { assessment } = file;
  return (
    <section className="card" id="assessment" aria-labelledby="assessment-title">
      <header>
        <h2 id="assessment-title">{t('application.assessment.title')}</h2>
        {assessment && <span className={`tag ${resultTone[assessment.result]}`}>{word('result', assessment.result)}</span>}
        {assessment?.provisional === true && <span className="tag warn">{t('application.assessment.provisional')}</span>}
        {assessment?.running === true && <span className="tag wait">{t('application.assessment.running')}</span>}
        <span className="grow" />
        {assessment?.asOf && <span className="sub">{t('application.assessment.asOf', { date: format.shortDate(assessment.asOf) })}</span>}
      </header>
      <div className="body">
        {!assessment && <p className="mut">{t('application.assessment.none')}</p>}
        {assessment && <Lines file={file} trace={assessment.trace} />}
      </div>
    </section>
  );
}

function Lines({ file, trace }: { readonly file: ApplicationFile; readonly trace: readonly TraceBody[] }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const format = useFormat();
  const lines = trace.map((line, n): TraceLine => ({ key: `${line.rule}${n}`, label: text(line.reason), origin: line.source, ...verdict(line.result) }));
  const money = file.assessment?.money;
  const total: TraceLine[] = money ? [{ key: 'total', label: t('application.assessment.monthly'), origin: file.ruleSet.id, value: format.money(money), total: true }] : [];
  return <Trace label={t('application.assessment.title')} lines={[...lines, ...total]} />;
}
