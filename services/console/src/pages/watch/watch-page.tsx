import { Button } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../../api/areas.ts';
import { file, newIdempotencyKey } from '../../api/client.ts';
import { usePagedList } from '../../api/lists.ts';
import { alertKinds, runWatch, type WatchAlert } from '../../api/watch.ts';
import { useFormat } from '../../format/use-format.ts';
import { useOfficer } from '../../identity/session.tsx';
import { useJobs } from '../../jobs/jobs.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading, NoRight, Notice } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';
import { laboratory } from '../lab/rights.ts';
import '../rules/rules.css';
import { CloseDialog } from './close-dialog.tsx';
import { mayClose, numbersOf } from './numbers.ts';
import './watch.css';

const filters = ['status', 'kind'] as const;
const pageSize = 25;

/** Numbers that ask for an explanation; they accuse nobody. */
export function WatchPage() {
  const { t } = useTranslation();
  const officer = useOfficer();
  if (!officer || !laboratory.includes(officer.role)) return <section className="card"><h1 className="unseen">{t('watch.title')}</h1><NoRight roles={laboratory} /></section>;
  return <Alerts role={officer.role} />;
}

function Alerts({ role }: { readonly role: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const jobs = useJobs();
  const [closing, setClosing] = useState<WatchAlert | null>(null);
  const [state, setState] = useListState(filters);
  const query = { ...state.filters, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<WatchAlert>({ service: 'eligibility', resource: 'watch/alerts', query, page: state.page, pageSize });
  const columns = useColumns(mayClose(role) ? setClosing : null);
  const look = useMutation({ mutationFn: () => runWatch(newIdempotencyKey()), onSuccess: () => queries.invalidateQueries({ queryKey: ['eligibility'] }) });
  const change = (name: string) => (value: string | null): void => setState((now) => withFilter(now, name, value));
  const save = (): void => jobs.start(t('jobs.export', { what: t('watch.title') }), async (signal) => ({ blob: await file('eligibility/watch/alerts', { query, accept: 'text/csv', signal }), name: 'alerts.csv' }));
  const run = look.data?.body;
  return (
    <>
      <PageHead title={t('watch.title')} beside={<span className="sub">{t('watch.text')}</span>} actions={<>
        <span className="row wide-only"><Button variant="subtle" leftSection={<IconDownload {...icon} />} onClick={save}>{t('common.exportCsv')}</Button></span>
        <Button leftSection={<IconRefresh {...icon} />} loading={look.isPending} onClick={() => look.mutate()}>{t('watch.run')}</Button>
      </>} />
      <div className="row wrap tabs-row" role="group" aria-label={t('parts.filter.label')}>
        <FilterChip label={t('common.status')} value={state.filters['status']} options={(['open', 'closed'] as const).map((value) => ({ value, label: t(`watch.status.${value}`) }))} onChange={change('status')} />
        <FilterChip label={t('watch.kindLabel')} value={state.filters['kind']} options={alertKinds.map((value) => ({ value, label: t(`watch.kind.${value}`) }))} onChange={change('kind')} />
      </div>
      <div className="stack">
        {look.error !== null && <Refusal error={look.error} focus />}
        {run && <Notice tone="ok">{t('watch.ran', { households: run.households, found: run.found, raised: run.raised })}</Notice>}
        {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
        {list.pending && <div className="card"><Loading rows={5} height={22} /></div>}
        {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('watch.empty')}>{t('watch.emptyText')}</Empty></div>}
        {list.rows.length > 0 && <WorkTable label={t('watch.title')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.id} state={state} onState={setState} card={(row) => <AlertCard row={row} onClose={mayClose(role) ? setClosing : null} />} />}
      </div>
      {closing && <CloseDialog alert={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

type Closing = ((row: WatchAlert) => void) | null;

function useColumns(onClose: Closing): Column<WatchAlert>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const areas = useAreas();
  return [
    { key: 'kind', label: t('watch.kindLabel'), sort: 'kind', cell: (row) => <><b className="strong">{t(`watch.kind.${row.kind}`)}</b><span className="sub block">{t(`watch.about.${row.kind}`)}</span></> },
    { key: 'area', label: t('common.area'), cell: (row) => <>{areas.name(row.area)}{row.officer !== null && <span className="sub block">{row.officer}</span>}</> },
    { key: 'formula', label: t('lab.formula'), cell: (row) => <>{row.formula}{row.variable !== null && <span className="sub block">{row.variable}{row.level !== null && `: ${row.level}`}</span>}</> },
    { key: 'households', label: t('lab.survey.households'), sort: 'households', numeric: true, cell: (row) => format.count(row.households) },
    { key: 'numbers', label: t('watch.numbers'), cell: (row) => <Numbers row={row} /> },
    { key: 'since', label: t('watch.since'), sort: 'since', cell: (row) => format.dateTime(row.since) },
    { key: 'status', label: t('common.status'), cell: (row) => <Standing row={row} onClose={onClose} /> },
  ];
}

function Numbers({ row }: { readonly row: WatchAlert }) {
  return <span title={row.method} className="alert-numbers">{numbersOf(row).map(([name, value]) => <span key={name}><span className="sub">{name}</span> {value}</span>)}</span>;
}

function Standing({ row, onClose }: { readonly row: WatchAlert; readonly onClose: Closing }) {
  const { t } = useTranslation();
  if (row.status === 'closed') return <><span className="tag line">{t('watch.status.closed')}</span><span className="sub block">{row.reason}</span></>;
  return onClose ? <Button size="xs" onClick={() => onClose(row)}>{t('watch.close')}</Button> : <span className="tag warn">{t('watch.status.open')}</span>;
}

function AlertCard({ row, onClose }: { readonly row: WatchAlert; readonly onClose: Closing }) {
  const { t } = useTranslation();
  const areas = useAreas();
  return (
    <div className="pcard"><div className="stack tight">
      <b className="strong">{t(`watch.kind.${row.kind}`)}</b><span className="s13">{areas.name(row.area)}{row.officer !== null && ` · ${row.officer}`} · {row.formula}</span>
      <span className="s13"><Numbers row={row} /></span><span><Standing row={row} onClose={onClose} /></span>
    </div></div>
  );
}
