import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useOfficer } from '../../identity/session.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Segmented } from '../../parts/segmented.tsx';
import { DraftsList } from './drafts-list.tsx';
import { RuleSetsList } from './rule-sets-list.tsx';
import './rules.css';

const tabs = ['inForce', 'drafts'] as const;
const readersOfDrafts = ['rule-author', 'rule-approver', 'analyst', 'auditor'];

/** What decides about families: each rule set where and since when, and what is being written. */
export function RulesPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const drafts = officer !== null && readersOfDrafts.includes(officer.role);
  const tab = drafts ? tabs.find((one) => one === search.get('tab')) ?? 'inForce' : 'inForce';
  const author = officer?.role === 'rule-author';
  const begin = (): void => void navigate('/rules/drafts/new');
  useShortcuts(author ? { n: begin } : {});
  return (
    <>
      <PageHead title={t('rules.title')} beside={<span className="sub">{t('rules.text')}</span>}
        actions={author && <Button variant="filled" leftSection={<IconPlus {...icon} />} rightSection={<kbd className="on-accent">N</kbd>} onClick={begin}>{t('rules.draft.new')}</Button>} />
      {drafts && <div className="tabs-row"><Segmented label={t('rules.tab.label')} value={tab} onChange={(value) => setSearch(value === 'inForce' ? {} : { tab: value })} options={tabs.map((value) => ({ value, label: t(`rules.tab.${value}`) }))} /></div>}
      {tab === 'inForce' ? <RuleSetsList /> : <DraftsList />}
    </>
  );
}
