import { useTranslation } from 'react-i18next';
import type { RuleDocument } from '../../api/rules.ts';
import { entriesOf } from './entries.ts';
import { sections, type Entry, type Section } from './entry.ts';
import { useSpeak } from './use-speak.ts';

/** The whole document as rules, one section after the other; every rule with where it comes from. */
export function DocumentView({ document }: { readonly document: RuleDocument }) {
  const { t } = useTranslation();
  const entries = entriesOf(document, useSpeak(document.payment.currency));
  const shown = sections.map((section) => ({ section, of: entries.filter((entry) => entry.section === section) })).filter(({ of }) => of.length > 0);
  return (
    <>
      <nav className="rule-sections" aria-label={t('rules.sections')}>
        {shown.map(({ section, of }) => <a key={section} className="chip" href={`#rules-${section}`}>{t(`rules.section.${section}`)} <span className="sub">{of.length}</span></a>)}
      </nav>
      {shown.map(({ section, of }) => <SectionCard key={section} section={section} entries={of} source={document.source} />)}
    </>
  );
}

interface SectionCardProps { readonly section: Section; readonly entries: readonly Entry[]; readonly source: string }

/** A source that all rules of a section share is said once, below them. */
function SectionCard({ section, entries, source }: SectionCardProps) {
  const { t } = useTranslation();
  const sources = [...new Set(entries.map((entry) => entry.source))];
  const [shared] = sources.length === 1 ? sources : [];
  return (
    <section className="card" aria-labelledby={`rules-${section}`}>
      <header><h2 id={`rules-${section}`}>{t(`rules.section.${section}`)}</h2></header>
      <div className="body">
        <table className="rule-list" aria-labelledby={`rules-${section}`}>
          <thead><tr><th scope="col">{t('rules.column.rule')}</th><th scope="col">{t('rules.column.says')}</th>{shared === undefined && <th scope="col" className="source">{t('rules.source')}</th>}</tr></thead>
          <tbody>{entries.map((entry) => <tr key={entry.key}><th scope="row">{entry.title}</th><td>{entry.text}</td>{shared === undefined && <td className="source" lang="en">{entry.source}</td>}</tr>)}</tbody>
        </table>
      </div>
      {shared !== undefined && <footer><span>{t('rules.source')}</span> <span lang="en">{shared === '' ? source : shared}</span></footer>}
    </section>
  );
}
