import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import { file } from '../../api/client.ts';
import { usePagedList } from '../../api/lists.ts';
import { search, type HouseholdLine } from '../../api/registry.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useJobs } from '../../jobs/jobs.tsx';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { ColumnMenu } from '../../parts/column-menu.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';

const filters = ['programmes', 'urban', 'area'] as const;
const pageSize = 25;
const programmes = ['dibao', 'tekun', 'child-money'] as const;

function useColumns(): Column<HouseholdLine>[] {
  const { t } = useTranslation();
  const { word } = useWords();
  const format = useFormat();
  const areas = useAreas();
  return [
    { key: 'name', label: t('common.household'), cell: (row) => <Link to={`/households/${row.id}`}><PersonName name={row.head.name} strong /> <span className="sub">{t('common.people', { count: row.members })}</span></Link> },
    { key: 'number', label: t('household.column.number'), sort: 'number', cell: (row) => <span className="mut">{row.number}</span> },
    { key: 'area', label: t('common.village'), sort: 'area', cell: (row) => areas.name(row.area) },
    { key: 'programmes', label: t('common.programme'), cell: (row) => <span className="row wrap">{row.programmes.map((one) => <span key={one} className="tag accent">{word('programme', one)}</span>)}</span> },
    { key: 'urban', label: t('household.kind'), cell: (row) => t(row.urban ? 'household.urban' : 'household.rural') },
    { key: 'registered', label: t('household.column.registered'), sort: 'registeredOn', cell: (row) => format.shortDate(row.registeredOn) },
  ];
}

export function HouseholdsPage() {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  const navigate = useNavigate();
  const jobs = useJobs();
  const columns = useColumns();
  const [state, setState] = useListState(filters);
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const [wanted] = useDebouncedValue(text.trim(), 200);
  const query = { ...state.filters, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<HouseholdLine>({ service: 'registry', resource: 'households', query, page: state.page, pageSize });
  const found = useQuery({ queryKey: ['registry', 'search', wanted], queryFn: ({ signal }) => search(wanted, signal), enabled: wanted !== '', gcTime: 0 });
  useShortcuts({ '/': () => field.current?.focus() });

  const searching = wanted !== '';
  const rows = searching ? found.data ?? [] : list.rows;
  const error = searching ? found.error : list.error;
  const pending = searching ? found.isPending : list.pending;
  const villages = areas.all.filter((area) => area.level === 'village' || area.level === 'bagh').map((area) => ({ value: area.code, label: areas.name(area.code) }));
  const exportAll = (): void => jobs.start(t('jobs.export', { what: t('household.title') }), async (signal) => ({ blob: await file('registry/households', { query, accept: 'text/csv', signal }), name: 'households.csv' }));

  return (
    <>
      <PageHead title={t('household.title')} actions={<><ColumnMenu columns={columns} state={state} onState={setState} /><Button variant="subtle" leftSection={<IconDownload {...icon} />} onClick={exportAll}>{t('common.exportCsv')}</Button></>} />
      <TextInput ref={field} value={text} onChange={(event) => setText(event.currentTarget.value)} aria-label={t('household.find.label')} placeholder={t('household.find.label')} description={t('household.find.hint')}
        inputWrapperOrder={['input', 'description']} leftSection={<IconSearch {...icon} />} autoComplete="off" maw={520} mb={12}
        onKeyDown={(event) => { const first = rows[0]; if (event.key === 'Enter' && !event.nativeEvent.isComposing && searching && first) void navigate(`/households/${first.id}`); }} />
      {!searching && (
        <div className="row wrap" role="group" aria-label={t('parts.filter.label')} style={{ marginBottom: 10 }}>
          <FilterChip label={t('common.programme')} value={state.filters['programmes']} options={programmes.map((value) => ({ value, label: word('programme', value) }))} onChange={(value) => setState((now) => withFilter(now, 'programmes', value))} />
          <FilterChip label={t('common.village')} value={state.filters['area']} options={villages} onChange={(value) => setState((now) => withFilter(now, 'area', value))} />
          <FilterChip label={t('household.kind')} value={state.filters['urban']} options={[{ value: 'true', label: t('household.urban') }, { value: 'false', label: t('household.rural') }]} onChange={(value) => setState((now) => withFilter(now, 'urban', value))} />
        </div>
      )}
      {searching && <p className="sub" role="status" style={{ marginBottom: 10 }}>{found.isSuccess ? t('household.find.found', { count: rows.length }) : t('common.loading')}</p>}
      {error !== null && <Refusal error={error} onRetry={searching ? () => void found.refetch() : list.refetch} />}
      {pending && <div className="card"><Loading rows={8} /></div>}
      {!pending && error === null && rows.length === 0 && (
        <div className="card">{searching ? <Empty title={t('household.find.none')}>{t('household.find.hint')}</Empty> : <Empty title={t('household.list.empty')}>{t('household.list.emptyText')}</Empty>}</div>
      )}
      {rows.length > 0 && (
        <WorkTable label={t('household.title')} rows={rows} total={searching ? rows.length : list.total} pageSize={searching ? Math.max(1, rows.length) : pageSize} columns={columns}
          idOf={(row) => row.id} nameOf={(row) => row.head.name ?? row.number} state={state} onState={setState} onOpen={(row) => void navigate(`/households/${row.id}`)}
          card={(row) => <HouseholdCard row={row} />} />
      )}
    </>
  );
}

function HouseholdCard({ row }: { readonly row: HouseholdLine }) {
  const { t } = useTranslation();
  const { word } = useWords();
  const areas = useAreas();
  return (
    <Link className="pcard" to={`/households/${row.id}`}>
      <span className="row between"><PersonName name={row.head.name} strong /><span className="sub">{row.number}</span></span>
      <span className="sub" style={{ display: 'block' }}>{[t('common.people', { count: row.members }), areas.name(row.area), ...row.programmes.map((one) => word('programme', one))].join(' · ')}</span>
    </Link>
  );
}
