import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import { file, get } from '../../api/client.ts';
import type { DepartmentLine, VerificationLine } from '../../api/hiavs.ts';
import { usePagedList } from '../../api/lists.ts';
import type { List } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useJobs } from '../../jobs/jobs.tsx';
import { ColumnMenu } from '../../parts/column-menu.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { Lamp } from '../../parts/lamp.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';
import { StartCell } from './start-cell.tsx';

const filters = ['status', 'outcome', 'programme', 'area'] as const;
const pageSize = 25;
const statuses = ['asking', 'open', 'done'] as const;
const outcomes = ['consistent', 'discrepant', 'incomplete'] as const;
const tone: Readonly<Record<string, string>> = { consistent: 'ok', discrepant: 'warn', incomplete: 'wait' };

function useColumns(): Column<VerificationLine>[] {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const areas = useAreas();
  return [
    { key: 'household', label: t('common.household'), cell: (row) => <><Link to={`/verifications/${row.id}`}><PersonName name={row.head?.name} strong /></Link> <span className="sub">{[t('common.people', { count: row.members }), row.area === null ? '' : areas.name(row.area)].filter((part) => part !== '').join(' · ')}</span></> },
    { key: 'programme', label: t('common.programme'), cell: (row) => word('programme', row.programme) },
    { key: 'outcome', label: t('verification.column.outcome'), cell: (row) => <span className={`tag ${tone[row.outcome ?? ''] ?? ''}`}>{word('outcome', row.outcome ?? 'running')}</span> },
    { key: 'answered', label: t('verification.column.answered'), numeric: true, cell: (row) => `${row.answered}/${row.inquiries}` },
    { key: 'differences', label: t('verification.column.differences'), sort: 'openItems', numeric: true, cell: (row) => (row.openItems === 0 ? <span className="mut">0</span> : <b className="strong c-warn">{row.openItems}</b>) },
    { key: 'missing', label: t('verification.column.missing'), sort: 'missing', cell: (row) => <span className="row tight wrap">{row.missingSources.map((source) => <span key={source} className="tag wait">{word('source', source)}</span>)}</span> },
    { key: 'start', label: t('verification.column.start'), cell: (row) => <StartCell start={row.start} /> },
    { key: 'requested', label: t('verification.column.requested'), sort: 'requestedAt', cell: (row) => format.dayMonthTime(row.requestedAt) },
  ];
}

export function VerificationsPage() {
  const { t } = useTranslation();
  const { word } = useWords();
  const navigate = useNavigate();
  const jobs = useJobs();
  const columns = useColumns();
  const [state, setState] = useListState(filters);
  const query = { ...state.filters, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<VerificationLine>({ service: 'hiavs', resource: 'verifications', query, page: state.page, pageSize });
  const change = (name: string) => (value: string | null): void => setState((now) => withFilter(now, name, value));
  const exportAll = (): void => jobs.start(t('jobs.export', { what: t('verification.title') }), async (signal) => ({ blob: await file('hiavs/verifications', { query, accept: 'text/csv', signal }), name: 'verifications.csv' }));
  return (
    <>
      <PageHead title={t('verification.title')} actions={<span className="row wide-only"><ColumnMenu columns={columns} state={state} onState={setState} /><Button variant="subtle" leftSection={<IconDownload {...icon} />} onClick={exportAll}>{t('common.exportCsv')}</Button></span>} />
      <Departments />
      <div className="row wrap" role="group" aria-label={t('parts.filter.label')} style={{ marginBottom: 10 }}>
        <FilterChip label={t('verification.filter.status')} value={state.filters['status']} options={statuses.map((value) => ({ value, label: t(`verification.status.${value}`) }))} onChange={change('status')} />
        <FilterChip label={t('verification.filter.outcome')} value={state.filters['outcome']} options={outcomes.map((value) => ({ value, label: word('outcome', value) }))} onChange={change('outcome')} />
        <FilterChip label={t('common.programme')} value={state.filters['programme']} options={(['dibao', 'tekun'] as const).map((value) => ({ value, label: word('programme', value) }))} onChange={change('programme')} />
      </div>
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      {list.pending && <div className="card"><Loading rows={8} height={22} /></div>}
      {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('verification.empty')}>{t('verification.emptyText')}</Empty></div>}
      {list.rows.length > 0 && (
        <WorkTable label={t('verification.title')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.head?.name ?? row.id} state={state} onState={setState}
          onOpen={(row) => void navigate(`/verifications/${row.id}`)} card={(row) => <VerificationCard row={row} />} />
      )}
    </>
  );
}

function VerificationCard({ row }: { readonly row: VerificationLine }) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <Link className="pcard" to={`/verifications/${row.id}`}>
      <span className="row between wrap"><PersonName name={row.head?.name} strong /><span className={`tag ${tone[row.outcome ?? ''] ?? ''}`}>{word('outcome', row.outcome ?? 'running')}</span></span>
      <span className="sub" style={{ display: 'block' }}>{[word('programme', row.programme), t('common.people', { count: row.members }), `${t('verification.column.answered')} ${row.answered}/${row.inquiries}`].join(' · ')}</span>
    </Link>
  );
}

/** Which departments can be asked now; who waits for whom is seen before anybody telephones. */
function Departments() {
  const { t } = useTranslation();
  const { word } = useWords();
  const { data } = useQuery({ queryKey: ['hiavs', 'departments'], queryFn: ({ signal }) => get<List<DepartmentLine>>('hiavs/departments', undefined, signal), refetchInterval: 30_000 });
  if (!data || data.items.length === 0) return null;
  return (
    <div className="row wrap" role="group" aria-label={t('verification.departments')} style={{ marginBottom: 10 }}>
      {data.items.map((line) => (
        <span key={line.source} className={`tag ${line.state === 'open' ? 'bad' : line.late > 0 ? 'warn' : ''}`}>
          <Lamp state={line.state === 'open' ? 'over' : line.late > 0 ? 'soon' : 'ok'} />{word('source', line.source)} <span className={line.state === 'open' || line.late > 0 ? '' : 'mut'}>{line.late > 0 ? t('verification.line.late', { count: line.late }) : t(line.state === 'open' ? 'verification.line.down' : 'verification.line.open')}</span>
        </span>
      ))}
    </div>
  );
}
