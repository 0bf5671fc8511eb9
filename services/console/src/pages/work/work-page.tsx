import { Button } from '@mantine/core';
import { IconArrowsShuffle, IconDownload, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import type { WorkRow } from '../../api/casework.ts';
import { file } from '../../api/client.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useJobs } from '../../jobs/jobs.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { BulkBar } from '../../parts/bulk-bar.tsx';
import { ColumnMenu } from '../../parts/column-menu.tsx';
import { icon } from '../../parts/icon.ts';
import { NewBar } from '../../parts/new-bar.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { usePhone } from '../../parts/use-phone.ts';
import { WorkTable } from '../../parts/work-table.tsx';
import { menuOf } from '../../shell/menu.ts';
import { useListState } from '../../url/use-list-state.ts';
import { useWorkColumns } from './columns.tsx';
import { DrawDialog } from './draw-dialog.tsx';
import { rememberList } from './last-list.ts';
import { Preview } from './preview.tsx';
import { filters, pageSize, queryOf, useWorkList } from './use-work-list.ts';
import { VerifyDialog } from './verify-dialog.tsx';
import { WorkCard } from './work-card.tsx';
import { LampFilters, ViewTabs, WorkChips } from './work-filters.tsx';
import './work.css';

const verifiable = (row: WorkRow): boolean => row.next?.action === 'request-verification';

export function WorkPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  const navigate = useNavigate();
  const jobs = useJobs();
  const { search } = useLocation();
  const [state, setState] = useListState(filters);
  const list = useWorkList(state);
  const all = useWorkColumns();
  const [selected, setSelected] = useState<ReadonlyMap<string, WorkRow>>(new Map());
  const [verifying, setVerifying] = useState(false);
  const [drawing, setDrawing] = useState(false);
  const phone = usePhone();
  const flagged = list.rows.some((row) => row.flags.length > 0);
  const columns = all.filter((column) => flagged || column.key !== 'flags'); // room for words where there is nothing to flag
  useEffect(() => rememberList({ search, ids: list.rows.map((row) => row.id) }), [search, list.rows]);
  const chosen = list.rows.find((row) => row.id === state.chosen) ?? (phone ? null : list.rows[0] ?? null);
  const mayApply = officer !== null && menuOf[officer.role].some((entry) => entry.key === 'applications');
  const ready = useMemo(() => [...selected.values()].filter(verifiable), [selected]);
  const blocked = [...selected.values()].find((row) => !verifiable(row));

  const choose = (row: WorkRow | undefined): void => { if (row) setState((now) => ({ ...now, chosen: row.id })); };
  const step = (by: 1 | -1) => (): void => choose(list.rows[Math.max(0, list.rows.findIndex((row) => row.id === chosen?.id) + by)]);
  const open = (row: WorkRow | null | undefined): void => { if (row) void navigate(`/applications/${row.id}`); };
  const toggle = (): void => {
    if (!chosen) return;
    const next = new Map(selected);
    if (!next.delete(chosen.id)) next.set(chosen.id, chosen);
    setSelected(next);
  };
  useShortcuts({
    j: step(1), k: step(-1), x: toggle, Enter: () => open(chosen ?? list.rows[0]), '/': () => document.querySelector<HTMLElement>('.page .chip')?.focus(),
    ...(mayApply ? { n: () => void navigate('/applications/new') } : {}),
  });
  const exportAll = (): void => jobs.start(t('jobs.export', { what: t('work.title') }), async (signal) => ({ blob: await file('casework/applications', { query: queryOf(state), accept: 'text/csv', signal }), name: 'work-list.csv' }));

  return (
    <>
      <PageHead title={t('work.title')} actions={mayApply ? <Button variant="filled" leftSection={<IconPlus {...icon} />} rightSection={<kbd className="on-accent">N</kbd>} onClick={() => void navigate('/applications/new')}>{t('work.new')}</Button>
        : officer?.role === 'county-reviewer' && <Button leftSection={<IconArrowsShuffle {...icon} />} onClick={() => setDrawing(true)}>{t('work.draw.open')}</Button>} />
      <ViewTabs state={state} onState={setState} list={list} />
      <div className="row between wrap" style={{ marginBottom: 10 }}>
        <LampFilters state={state} onState={setState} list={list} />
        <span className="row wide-only"><ColumnMenu columns={all} state={state} onState={setState} /><Button variant="subtle" leftSection={<IconDownload {...icon} />} onClick={exportAll}>{t('common.exportCsv')}</Button></span>
      </div>
      <WorkChips state={state} onState={setState} total={list.total} />
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      <div className="split">
        <div>
          {list.pending && <div className="card"><Loading rows={10} height={22} /></div>}
          {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><NewBar fresh={list.fresh} changed={list.changed} onLoad={list.load} /><Empty title={t('work.empty.title')}>{t('work.empty.text')}</Empty></div>}
          {list.rows.length > 0 && (
            <WorkTable label={t('work.title')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.headName ?? row.number} state={{ ...state, chosen: chosen?.id ?? null }} onState={setState}
              selected={selected} onSelect={setSelected} onChoose={choose} onOpen={open} card={(row) => <WorkCard row={row} />}
              head={<NewBar fresh={list.fresh} changed={list.changed} onLoad={list.load} />}
              foot={<BulkBar selected={selected.size} onClear={() => setSelected(new Map())} actions={[{ key: 'verify', label: t('work.bulk.verify'), applies: ready.length, run: () => setVerifying(true) }]}
                hint={blocked && t('work.bulk.hint', { name: blocked.headName ?? blocked.number, reason: t('work.bulk.notNext') })} />} />
          )}
          <Keys />
        </div>
        {chosen ? <Preview key={chosen.id} row={chosen} /> : <aside className="card preview" aria-label={t('work.preview.before')}><Empty title={t('work.preview.before')}>{t('work.preview.pick')}</Empty></aside>}
      </div>
      {drawing && officer && <DrawDialog area={officer.area} onClose={() => setDrawing(false)} />}
      {verifying && <VerifyDialog rows={ready} onClose={(done) => { setVerifying(false); if (done) setSelected(new Map()); }} />}
    </>
  );
}

function Keys() {
  const { t } = useTranslation();
  return (
    <div className="keys" aria-hidden="true">
      <span><kbd>J</kbd><kbd>K</kbd>{t('shell.key.move')}</span><span><kbd>X</kbd>{t('shell.key.choose')}</span><span><kbd>A</kbd>{t('shell.key.act')}</span><span><kbd>↵</kbd>{t('shell.key.open')}</span><span><kbd>/</kbd>{t('shell.key.filter')}</span>
    </div>
  );
}
