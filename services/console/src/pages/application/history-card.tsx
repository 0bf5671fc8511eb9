import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationFile } from '../../api/casework.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';

const short = 6;

export function HistoryCard({ file }: { readonly file: ApplicationFile }) {
  const { t } = useTranslation();
  const { event, word } = useWords();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const entries = file.history.toReversed();
  return (
    <section className="card" id="history" aria-labelledby="history-title">
      <header>
        <h2 id="history-title">{t('application.history.title')}</h2><span className="grow" />
        {entries.length > short && <button type="button" className="link s13" onClick={() => setAll(!all)}>{all ? t('application.history.less') : t('application.history.all', { count: entries.length })}</button>}
      </header>
      <ol className="body history">
        {entries.slice(0, all ? entries.length : short).map((entry) => (
          <li key={entry.id}><span className="sub when nowrap">{format.dayMonthTime(entry.at)}</span><span>{event(`casework.${entry.type}`)} <span className="sub">{entry.role === 'service' ? word('role', 'service') : entry.by}</span></span></li>
        ))}
      </ol>
    </section>
  );
}
