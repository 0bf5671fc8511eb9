import { useTranslation } from 'react-i18next';
import type { FormulaBody } from '../../api/formulas.ts';
import { TableTwin } from '../../chart/chart.tsx';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { decimal } from './explain.ts';

const figure = (value: number | null, digits: number): string => (value === null ? '–' : decimal(value, digits));

/** How it was fitted, and what each of its equations reaches. */
export function FitCard({ one }: { readonly one: FormulaBody }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const { fit, provenance } = one;
  const cutoff = fit.eligibility.cutoff;
  const options = Object.entries(provenance.options).filter(([, value]) => value !== null).map(([name, value]) => `${name} ${String(value)}`);
  const rows = fit.equations.map((line) => [line.stratum, format.count(line.n), String(line.k), figure(line.r2, 4), figure(line.r2Adjusted, 4), figure(line.aic, 2), String(line.selected.length)]);
  return (
    <section className="card" aria-labelledby="formula-fit">
      <header><h2 id="formula-fit">{t('formulas.fit.title')}</h2><span className="sub">{word('method', one.method)}{fit.se !== null && ` · ${t('formulas.fit.se')} ${fit.se}`}{cutoff !== null && ` · ${t('formulas.fit.cutoff')} ${decimal(cutoff)}`}</span></header>
      <div className="body stack">
        {rows.length > 0 ? <TableTwin label={t('formulas.fit.title')} table={{ head: [t('formulas.fit.equation'), 'n', 'k', 'R²', t('formulas.fit.adjusted'), 'AIC', t('formulas.fit.terms')], rows }} /> : <p className="mut">{t('formulas.fit.noEquations')}</p>}
        {fit.dropped.length > 0 && <p className="sub">{t('formulas.fit.dropped', { names: format.list(fit.dropped.slice(0, 20)) })}</p>}
        {fit.warnings.slice(0, 5).map((warning) => <p key={warning} className="sub" lang="en">{warning}</p>)}
      </div>
      <footer><span>{t('formulas.fit.survey', { file: provenance.survey.file, rows: format.count(provenance.survey.rows) })}</span><code className="hash">{provenance.survey.sha256.slice(0, 16)}</code><span>{options.join(' · ')}</span></footer>
    </section>
  );
}
