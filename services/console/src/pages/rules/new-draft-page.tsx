import { NativeSelect } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { ruleSet, ruleSets } from '../../api/rules.ts';
import { useWords } from '../../i18n/words.ts';
import { useOfficer } from '../../identity/session.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Loading, NoRight } from '../../parts/states.tsx';
import { DraftEditor } from './draft-editor.tsx';
import './rules.css';

/** A draft begins from what is in force, so that nothing that stays is typed again. */
export function NewDraftPage() {
  const { t } = useTranslation();
  const { text } = useWords();
  const officer = useOfficer();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const all = useQuery({ queryKey: ['eligibility', 'rule-sets', 'all'], queryFn: ({ signal }) => ruleSets(signal) });
  const from = search.get('from') ?? all.data?.items[0]?.id ?? '';
  const one = useQuery({ queryKey: ['eligibility', 'rule-set', from], queryFn: ({ signal }) => ruleSet(from, signal), enabled: from !== '' });
  if (officer?.role !== 'rule-author') return <section className="card"><h1 className="unseen">{t('rules.draft.new')}</h1><NoRight roles={['rule-author']} /></section>;
  return (
    <>
      <PageHead above={<Link className="back" to="/rules"><IconChevronLeft {...icon} />{t('rules.title')}</Link>} title={t('rules.draft.new')} />
      <div className="stack">
        <NativeSelect className="compare-choice" label={t('rules.draft.from')} value={from} data={(all.data?.items ?? []).map((line) => ({ value: line.id, label: `${line.id} · ${text(line.title)}` }))} onChange={(event) => setSearch({ from: event.currentTarget.value }, { replace: true })} />
        {one.error !== null && <Refusal error={one.error} onRetry={() => void one.refetch()} />}
        {one.isPending && <div className="card"><Loading rows={12} /></div>}
        {one.data && <DraftEditor key={one.data.id} document={one.data.document} draft={null} onDone={(id) => void navigate(`/rules/drafts/${id}`)} />}
      </div>
    </>
  );
}
