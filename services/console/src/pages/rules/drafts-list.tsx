import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePagedList } from '../../api/lists.ts';
import type { DraftLine } from '../../api/rules.ts';
import { useFormat } from '../../format/use-format.ts';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';
import { draftTone } from './tones.ts';

const filters = ['tab', 'status'] as const;
const statuses = ['open', 'approved', 'rejected'] as const;
const pageSize = 25;

/** Rule sets on their way: written, tried, waiting for a second person. */
export function DraftsList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useColumns();
  const [state, setState] = useListState(filters);
  const { tab: _tab, ...asked } = state.filters;
  const query = { ...asked, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<DraftLine>({ service: 'eligibility', resource: 'rule-set-drafts', query, page: state.page, pageSize });
  return (
    <>
      <div className="row wrap tabs-row" role="group" aria-label={t('parts.filter.label')}>
        <FilterChip label={t('common.status')} value={state.filters['status']} options={statuses.map((value) => ({ value, label: t(`rules.draft.status.${value}`) }))} onChange={(value) => setState((now) => withFilter(now, 'status', value))} />
      </div>
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      {list.pending && <div className="card"><Loading rows={5} height={22} /></div>}
      {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('rules.draft.empty')}>{t('rules.draft.emptyText')}</Empty></div>}
      {list.rows.length > 0 && (
        <WorkTable label={t('rules.tab.drafts')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.ruleSet} state={state} onState={setState}
          onOpen={(row) => void navigate(`/rules/drafts/${row.id}`)} card={(row) => <DraftCard row={row} />} />
      )}
    </>
  );
}

function useColumns(): Column<DraftLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { key: 'ruleSet', label: t('rules.column.ruleSet'), sort: 'ruleSet', cell: (row) => <Link to={`/rules/drafts/${row.id}`}><b className="strong">{row.ruleSet}</b></Link> },
    { key: 'note', label: t('rules.draft.note'), cell: (row) => row.note },
    { key: 'status', label: t('common.status'), sort: 'status', cell: (row) => <span className={`tag ${draftTone[row.status]}`}>{t(`rules.draft.status.${row.status}`)}</span> },
    { key: 'simulated', label: t('rules.simulation.title'), cell: (row) => <Simulated row={row} /> },
    { key: 'authors', label: t('rules.draft.authors'), cell: (row) => row.authors.join(', ') },
    { key: 'draftedAt', label: t('common.date'), sort: 'draftedAt', cell: (row) => format.dateTime(row.draftedAt) },
  ];
}

function Simulated({ row }: { readonly row: DraftLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!row.simulation) return <span className="mut">{t('rules.simulation.none')}</span>;
  return `+${format.count(row.simulation.gain)} / ${format.count(-row.simulation.lose)}`;
}

function DraftCard({ row }: { readonly row: DraftLine }) {
  const { t } = useTranslation();
  return (
    <Link className="pcard" to={`/rules/drafts/${row.id}`}>
      <span className="row between wrap"><b className="strong">{row.ruleSet}</b><span className={`tag ${draftTone[row.status]}`}>{t(`rules.draft.status.${row.status}`)}</span></span>
      <span className="s13 block">{row.note}</span>
      <span className="sub">{row.authors.join(', ')} · <Simulated row={row} /></span>
    </Link>
  );
}
