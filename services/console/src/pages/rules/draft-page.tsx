import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { ruleDraft, ruleSet, type DraftBody } from '../../api/rules.ts';
import { isProblem } from '../../api/problem.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { CompareCard } from './compare-card.tsx';
import { DifferencesCard } from './differences-card.tsx';
import { DocumentView } from './document-view.tsx';
import { DraftActions } from './draft-actions.tsx';
import { DraftEditor } from './draft-editor.tsx';
import './rules.css';
import { SimulationCard } from './simulation-card.tsx';
import { draftTone } from './tones.ts';

export function DraftPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['eligibility', 'rule-set-draft', id], queryFn: ({ signal }) => ruleDraft(id, signal) });
  if (error !== null && !data) return <Refusal error={error} onRetry={() => void refetch()} />;
  return data ? <Shown draft={data} /> : <div className="card"><Loading rows={10} /></div>;
}

function Shown({ draft }: { readonly draft: DraftBody }) {
  const { t } = useTranslation();
  const { text } = useWords();
  const format = useFormat();
  const officer = useOfficer();
  const [search, setSearch] = useSearchParams();
  const current = useQuery({ queryKey: ['eligibility', 'rule-set', draft.ruleSet], queryFn: ({ signal }) => ruleSet(draft.ruleSet, signal) });
  const editing = search.get('edit') === '1' && officer?.role === 'rule-author' && draft.status === 'open';
  const edit = (on: boolean): void => setSearch(on ? { edit: '1' } : {}, { replace: true });
  const unheardOf = isProblem(current.error) && current.error.status === 404;
  return (
    <>
      <PageHead above={<Link className="back" to="/rules?tab=drafts"><IconChevronLeft {...icon} />{t('rules.tab.drafts')}</Link>} title={t('rules.draft.title', { title: text(draft.document.title) })}
        beside={<><span className={`tag ${draftTone[draft.status]}`}>{t(`rules.draft.status.${draft.status}`)}</span><span className="tag line">{draft.ruleSet}</span><span className="sub">{draft.authors.join(', ')} · {format.dateTime(draft.draftedAt)} · {t('rules.draft.version', { version: draft.version })}</span></>} />
      <div className="rule-columns">
        <div className="stack">
          <section className="card" aria-label={t('rules.draft.note')}><div className="body padded s13"><b className="strong">{t('rules.draft.note')}</b> {draft.note}{draft.reason !== null && <p><b className="strong">{t('rules.draft.rejectedBecause')}</b> {draft.reason}</p>}</div></section>
          {editing && <DraftEditor key={draft.version} document={draft.document} draft={draft} onDone={() => edit(false)} />}
          {current.data && draft.status === 'open' && <CompareCard before={current.data.document} after={draft.document} title={t('rules.compare.title', { before: t('rules.compare.inForce'), after: t('rules.draft.one') })} />}
          {unheardOf && <div className="card"><Empty title={t('rules.draft.first')} /></div>}
          {draft.status === 'open' && <DifferencesCard draft={draft} />}
          {!editing && <DocumentView document={draft.document} />}
        </div>
        <div className="stack"><DraftActions draft={draft} editing={editing} onEdit={edit} /><SimulationCard simulation={draft.simulation} /></div>
      </div>
    </>
  );
}
