import { Button, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { formerEdition, ruleSet, ruleSets, type RuleSetBody } from '../../api/rules.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, Notice } from '../../parts/states.tsx';
import { CompareCard } from './compare-card.tsx';
import { DocumentView } from './document-view.tsx';
import { StandingTag } from './rule-sets-list.tsx';
import './rules.css';

const former = 'former';

/** One rule set read as rules, each with its source; beside another one, only what differs. */
export function RuleSetPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['eligibility', 'rule-set', id], queryFn: ({ signal }) => ruleSet(id, signal) });
  if (error !== null && !data) return <Refusal error={error} onRetry={() => void refetch()} />;
  return data ? <Shown one={data} /> : <div className="card"><Loading rows={10} /></div>;
}

function Shown({ one }: { readonly one: RuleSetBody }) {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  const officer = useOfficer();
  const [search, setSearch] = useSearchParams();
  const against = search.get('against') ?? '';
  const other = useOther(one, against);
  const all = useQuery({ queryKey: ['eligibility', 'rule-sets', 'all'], queryFn: ({ signal }) => ruleSets(signal) });
  const options = [
    { value: '', label: t('rules.compare.none') }, ...(one.edition > 1 ? [{ value: former, label: t('rules.compare.former', { edition: one.edition - 1 }) }] : []),
    ...(all.data?.items ?? []).filter((line) => line.id !== one.id).map((line) => ({ value: line.id, label: `${line.id} · ${text(line.title)}` })),
  ];
  return (
    <>
      <PageHead above={<Link className="back" to="/rules"><IconChevronLeft {...icon} />{t('rules.title')}</Link>} title={text(one.title)}
        beside={<><StandingTag row={one} /><span className="tag line">{one.id}</span><span className="sub">{word('programme', one.programme)} · {t('rules.editionOf', { edition: one.edition, time: format.dateTime(one.putInForceAt) })}</span></>}
        actions={officer?.role === 'rule-author' && <Button component={Link} to={`/rules/drafts/new?from=${one.id}`} leftSection={<IconPencil {...icon} />}>{t('rules.draft.change')}</Button>} />
      <div className="stack">
        <section className="card" aria-label={t('rules.source')}>
          <div className="body stack tight padded">
            <p className="s13"><b className="strong">{t('rules.source')}</b> {one.source}</p>
            {one.invented !== null && <Notice tone="info"><b className="strong">{t('rules.invented')}</b> {one.invented}</Notice>}
            <NativeSelect className="compare-choice" label={t('rules.compare.with')} value={against} data={options} onChange={(event) => { const { value } = event.currentTarget; setSearch(value === '' ? {} : { against: value }, { replace: true }); }} />
          </div>
        </section>
        {against !== '' && other.error !== null && <Refusal error={other.error} onRetry={() => void other.refetch()} />}
        {against !== '' && other.isPending && <div className="card"><Loading rows={6} /></div>}
        {against !== '' && other.data ? <CompareCard before={other.data.document} after={one.document} title={t('rules.compare.title', { before: against === former ? t('rules.compare.former', { edition: one.edition - 1 }) : other.data.id, after: one.id })} /> : null}
        <DocumentView document={one.document} />
      </div>
    </>
  );
}

/** What it is compared with: another rule set, or the edition before. */
function useOther(one: RuleSetBody, against: string) {
  return useQuery({
    queryKey: ['eligibility', 'rule-set', against, against === former ? one.contentHash : ''],
    queryFn: ({ signal }) => (against === former ? formerEdition(one, signal) : ruleSet(against, signal)),
    enabled: against !== '',
  });
}
