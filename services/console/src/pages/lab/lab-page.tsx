import { Button } from '@mantine/core';
import { IconPlus, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useOfficer } from '../../identity/session.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Segmented } from '../../parts/segmented.tsx';
import { NoRight } from '../../parts/states.tsx';
import '../rules/rules.css';
import './lab.css';
import { laboratory, mayAsk } from './rights.ts';
import { StudiesList } from './studies-list.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { SurveysList } from './surveys-list.tsx';
import { SyntheticDialog } from './synthetic-dialog.tsx';

const tabs = ['studies', 'surveys'] as const;

/** Which formula reaches the poor: surveys to ask, and the studies made of them. */
export function LabPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [dialog, setDialog] = useState<'import' | 'synthetic' | null>(null);
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'studies';
  const asks = mayAsk(officer?.role);
  const begin = (): void => void navigate('/lab/new');
  useShortcuts(asks ? { n: begin } : {});
  if (!officer || !laboratory.includes(officer.role)) return <section className="card"><h1 className="unseen">{t('lab.title')}</h1><NoRight roles={laboratory} /></section>;
  const close = (): void => setDialog(null);
  const study = (survey: string): void => void navigate(`/lab/new?survey=${survey}`);
  return (
    <>
      <PageHead title={t('lab.title')} beside={<span className="sub">{t('lab.text')}</span>} actions={asks && <>
        <Button onClick={() => setDialog('synthetic')}>{t('lab.synthetic.action')}</Button>
        <Button leftSection={<IconUpload {...icon} />} onClick={() => setDialog('import')}>{t('lab.import.action')}</Button>
        <Button variant="filled" leftSection={<IconPlus {...icon} />} rightSection={<kbd className="on-accent">N</kbd>} onClick={begin}>{t('lab.study.new')}</Button>
      </>} />
      <div className="tabs-row"><Segmented label={t('lab.tab.label')} value={tab} onChange={(value) => setSearch(value === 'studies' ? {} : { tab: value })} options={tabs.map((value) => ({ value, label: t(`lab.tab.${value}`) }))} /></div>
      {tab === 'studies' ? <StudiesList /> : <SurveysList onStudy={asks ? study : null} />}
      {dialog === 'import' && <ImportDialog onClose={close} onDone={study} />}
      {dialog === 'synthetic' && <SyntheticDialog onClose={close} onDone={study} />}
    </>
  );
}
