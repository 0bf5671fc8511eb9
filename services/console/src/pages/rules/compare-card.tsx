import { useTranslation } from 'react-i18next';
import type { RuleDocument } from '../../api/rules.ts';
import { compareEntries, entriesOf } from './entries.ts';
import { useSpeak } from './use-speak.ts';

interface CompareCardProps { readonly before: RuleDocument; readonly after: RuleDocument; readonly title: string }

/** Condition, old, new, source: only what reads differently. */
export function CompareCard({ before, after, title }: CompareCardProps) {
  const { t } = useTranslation();
  const [was, is] = [entriesOf(before, useSpeak(before.payment.currency)), entriesOf(after, useSpeak(after.payment.currency))];
  const lines = compareEntries(was, is);
  return (
    <section className="card" aria-labelledby="rules-compare">
      <header><h2 id="rules-compare">{title}</h2><span className="tag accent">{t('rules.compare.count', { count: lines.length })}</span></header>
      <div className="body">
        {lines.length === 0 && <p className="mut">{t('rules.compare.same')}</p>}
        {lines.length > 0 && (
          <table className="rule-list" aria-labelledby="rules-compare">
            <thead><tr><th scope="col">{t('rules.column.condition')}</th><th scope="col">{t('rules.compare.old')}</th><th scope="col">{t('rules.compare.new')}</th><th scope="col" className="source">{t('rules.source')}</th></tr></thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row"><span className="sub block">{t(`rules.section.${line.section}`)}</span>{line.title}</th>
                  <td className="was">{line.before === null ? t('rules.compare.notThere') : <del>{line.before}</del>}</td>
                  <td className="is">{line.after ?? t('rules.compare.gone')}</td>
                  <td className="source" lang="en">{line.source === '' ? (line.after === null ? before : after).id : line.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}
