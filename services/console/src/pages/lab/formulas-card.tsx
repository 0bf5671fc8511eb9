import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { StudyBody, StudyResult } from '../../api/lab.ts';
import { useOfficer } from '../../identity/session.tsx';
import { points } from './figures.ts';
import { useFormulaName } from './formula-pick.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';

/** What is compared: how each formula was made, what it asks, and the way of a fitted one into its life. */
export function FormulasCard({ one, result }: { readonly one: StudyBody; readonly result: StudyResult }) {
  const { t } = useTranslation();
  const officer = useOfficer();
  const nameOf = useFormulaName();
  const [handing, setHanding] = useState<string | null>(null);
  const fitted = result.fitted?.methods ?? [];
  const author = officer?.role === 'rule-author';
  const registered = new Map(one.registered.map(({ name, id }) => [name, id]));
  return (
    <section className="card" aria-labelledby="lab-formulas-title">
      <header><h2 id="lab-formulas-title">{t('lab.part.formulas')}</h2>{result.fitted && <span className="sub chart-about">{t('lab.fittedWith', { by: t(`lab.study.grouping.${result.fitted.by === 'stratum' ? 'stratum' : result.fitted.by === 'urban' ? 'urban' : 'none'}`) })}</span>}</header>
      <div className="body">
        <div className="scroll" tabIndex={0} role="region" aria-labelledby="lab-formulas-title">
          <table className="twin lab-table">
            <thead><tr><th scope="col">{t('lab.formula')}</th><th scope="col" className="num">{t('formulas.column.questions')}</th><th scope="col" className="num">R²</th><th scope="col">{t('formulas.column.hash')}</th>{author && <th scope="col">{t('lab.handOver.column')}</th>}</tr></thead>
            <tbody>{result.formulas.map((row) => {
              const id = registered.get(row.name);
              return (
                <tr key={row.name}><th scope="row">{id === undefined ? nameOf(row.name) : <Link to={`/formulas/${id}`}>{row.name}</Link>}</th><td className="num">{row.questions}</td><td className="num">{points(row.r2, 3)}</td><td><code className="hash">{row.hash.slice(0, 12)}</code></td>
                  {author && <td>{fitted.includes(row.name) ? <Button size="xs" aria-label={`${t('lab.handOver.action')}: ${nameOf(row.name)}`} onClick={() => setHanding(row.name)}>{t('lab.handOver.action')}</Button> : <span className="mut">{t('lab.handOver.registered')}</span>}</td>}
                </tr>
              );
            })}</tbody>
          </table>
        </div>
      </div>
      {handing !== null && <HandOverDialog study={one} method={handing} onClose={() => setHanding(null)} />}
    </section>
  );
}
