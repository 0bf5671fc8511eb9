import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './comparison.css';

export interface ComparisonLine {
  readonly item: string;
  readonly declared: string;
  readonly found: string;
  readonly difference: string;
  readonly reference: string;
}

interface ComparisonProps { readonly title: ReactNode; readonly about: string; readonly lines: readonly ComparisonLine[]; readonly children?: ReactNode }

/** Declared beside found, with the difference worked out and the limit it is to be read against. */
export function Comparison({ title, about, lines, children }: ComparisonProps) {
  const { t } = useTranslation();
  const referred = lines.some((line) => line.reference !== '');
  return (
    <section className="comparison" aria-live="polite">
      <div className="row between wrap"><h3>{title}</h3><span className="sub">{about}</span></div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t('parts.comparison.label')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('parts.comparison.item')}</th>
              <th scope="col" className="num">{t('parts.comparison.declared')}</th>
              <th scope="col" className="num">{t('parts.comparison.found')}</th>
              <th scope="col" className="num">{t('parts.comparison.difference')}</th>
              {referred && <th scope="col">{t('parts.comparison.reference')}</th>}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.item}>
                <td>{line.item}</td>
                <td className="num">{line.declared}</td>
                <td className="num strong">{line.found}</td>
                <td className="num strong c-warn">{line.difference}</td>
                {referred && <td className="mut">{line.reference}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {children}
    </section>
  );
}
