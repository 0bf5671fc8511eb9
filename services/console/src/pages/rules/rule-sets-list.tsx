import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useAreas } from '../../api/areas.ts';
import { file } from '../../api/client.ts';
import { usePagedList } from '../../api/lists.ts';
import type { RuleSetLine } from '../../api/rules.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';
import { useJobs } from '../../jobs/jobs.tsx';
import { ColumnMenu } from '../../parts/column-menu.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { icon } from '../../parts/icon.ts';
import { Refusal } from '../../parts/refusal.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { useToday } from '../../parts/use-today.ts';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { withFilter } from '../../url/list-state.ts';
import { useListState } from '../../url/use-list-state.ts';
import { standing } from './axis.ts';
import { AxisCard } from './axis-card.tsx';
import { standingTone } from './tones.ts';

const filters = ['programme'] as const;
const pageSize = 25;
const programmes = ['dibao', 'tekun', 'child-money'] as const;

export function RuleSetsList() {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const navigate = useNavigate();
  const jobs = useJobs();
  const columns = useColumns();
  const [state, setState] = useListState(filters);
  const query = { ...state.filters, sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null };
  const list = usePagedList<RuleSetLine>({ service: 'eligibility', resource: 'rule-sets', query, page: state.page, pageSize });
  const save = (): void => jobs.start(t('jobs.export', { what: t('rules.title') }), async (signal) => ({ blob: await file('eligibility/rule-sets', { query, accept: 'text/csv', signal }), name: 'rule-sets.csv' }));
  return (
    <div className="stack">
      <div className="row wrap" role="group" aria-label={t('parts.filter.label')}>
        <FilterChip label={t('common.programme')} value={state.filters['programme']} options={programmes.map((value) => ({ value, label: word('programme', value) }))} onChange={(value) => setState((now) => withFilter(now, 'programme', value))} />
        <span className="grow" />
        <span className="row wide-only"><ColumnMenu columns={columns} state={state} onState={setState} /><Button variant="subtle" leftSection={<IconDownload {...icon} />} onClick={save}>{t('common.exportCsv')}</Button></span>
      </div>
      {list.error !== null && <Refusal error={list.error} onRetry={list.refetch} />}
      {list.pending && <div className="card"><Loading rows={8} height={22} /></div>}
      {!list.pending && list.error === null && list.rows.length === 0 && <div className="card"><Empty title={t('rules.empty')}>{t('rules.emptyText')}</Empty></div>}
      {list.rows.length > 0 && <AxisCard lines={list.rows} />}
      {list.rows.length > 0 && (
        <WorkTable label={t('rules.title')} rows={list.rows} total={list.total} pageSize={pageSize} columns={columns} idOf={(row) => row.id} nameOf={(row) => text(row.title)} state={state} onState={setState}
          onOpen={(row) => void navigate(`/rules/${row.id}`)} card={(row) => <RuleSetCard row={row} />} />
      )}
    </div>
  );
}

function useColumns(): Column<RuleSetLine>[] {
  const { t } = useTranslation();
  const { word, text } = useWords();
  const format = useFormat();
  return [
    { key: 'id', label: t('rules.column.ruleSet'), sort: 'id', cell: (row) => <Link to={`/rules/${row.id}`}><b className="strong">{text(row.title)}</b> <span className="sub">{row.id}</span></Link> },
    { key: 'programme', label: t('common.programme'), sort: 'programme', cell: (row) => word('programme', row.programme) },
    { key: 'scope', label: t('rules.column.scope'), cell: (row) => <ScopeText row={row} /> },
    { key: 'standing', label: t('common.status'), cell: (row) => <StandingTag row={row} /> },
    { key: 'edition', label: t('rules.column.edition'), numeric: true, cell: (row) => row.edition },
    { key: 'putInForceAt', label: t('rules.column.putInForce'), sort: 'putInForceAt', cell: (row) => format.dateTime(row.putInForceAt) },
    { key: 'hash', label: t('rules.column.hash'), cell: (row) => <code className="hash">{row.contentHash.slice(0, 12)}</code> },
  ];
}

export function StandingTag({ row }: { readonly row: RuleSetLine }) {
  const { t } = useTranslation();
  const now = standing(row, useToday());
  return <span className={`tag ${standingTone[now]}`}>{t(`rules.standing.${now}`)}</span>;
}

function ScopeText({ row }: { readonly row: RuleSetLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const areas = useAreas();
  return row.scope.map(({ area, from, to }) => (
    <span key={area} className="block">{areas.name(area)} <span className="sub">{to === null ? t('rules.say.since', { from: format.shortDate(from) }) : t('rules.say.fromTo', { from: format.shortDate(from), to: format.shortDate(to) })}</span></span>
  ));
}

function RuleSetCard({ row }: { readonly row: RuleSetLine }) {
  const { word, text } = useWords();
  return (
    <Link className="pcard" to={`/rules/${row.id}`}>
      <span className="row between wrap"><b className="strong">{text(row.title)}</b><StandingTag row={row} /></span>
      <span className="sub block">{word('programme', row.programme)} · {row.id}</span>
      <span className="s13"><ScopeText row={row} /></span>
    </Link>
  );
}
