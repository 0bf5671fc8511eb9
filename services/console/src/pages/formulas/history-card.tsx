import { useTranslation } from 'react-i18next';
import type { FormulaBody } from '../../api/formulas.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';

export function HistoryCard({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  return (
    <section className="card" aria-labelledby="formula-history">
      <header><h2 id="formula-history">{t('formulas.history')}</h2></header>
      <div className="body">
        <p className="s13">{one.note}</p>
        <ul>{one.history.toReversed().map((step) => <li key={`${step.at}${step.type}`} className="s13 line-above"><b className="strong">{word('formulaStep', step.type)}</b> <span className="sub">{step.by} · {format.dateTime(step.at)}</span>{step.note !== null && step.note !== one.note && <div className="sub">{step.note}</div>}</li>)}</ul>
      </div>
      <footer>{t('formulas.provenance', { file: one.provenance.survey.file, households: format.count(one.provenance.survey.households), date: one.provenance.fittedOn.slice(0, 10) })}</footer>
    </section>
  );
}
