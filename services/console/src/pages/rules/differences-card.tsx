import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { draftDifferences, type DraftLine } from '../../api/rules.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading } from '../../parts/states.tsx';

const most = 200;
const written = (value: unknown): string => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

/** Every place of the document that differs, by its path, as the service found it. */
export function DifferencesCard({ draft }: { readonly draft: DraftLine }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery({ queryKey: ['eligibility', 'rule-set-draft', draft.id, 'differences', draft.contentHash], queryFn: ({ signal }) => draftDifferences(draft.id, signal) });
  return (
    <section className="card" aria-labelledby="rules-paths">
      <header><h2 id="rules-paths">{t('rules.paths.title')}</h2>{data && <span className="tag">{data.items.length}</span>}</header>
      <div className="body">
        {error !== null && <Refusal error={error} onRetry={() => void refetch()} />}
        {!data && error === null && <Loading rows={3} />}
        {data && data.items.length === 0 && <p className="mut">{t('rules.compare.same')}</p>}
        {data && data.items.length > 0 && (
          <table className="rule-list" aria-labelledby="rules-paths">
            <thead><tr><th scope="col">{t('rules.paths.path')}</th><th scope="col">{t('rules.compare.old')}</th><th scope="col">{t('rules.compare.new')}</th></tr></thead>
            <tbody>{data.items.slice(0, most).map((one) => <tr key={one.path}><th scope="row"><code className="hash">{one.path}</code></th><td className="was">{written(one.before)}</td><td className="is">{written(one.after)}</td></tr>)}</tbody>
          </table>
        )}
        {data && data.items.length > most && <p className="sub">{t('rules.paths.first', { count: most })}</p>}
      </div>
    </section>
  );
}
