import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BulkBar } from '../../parts/bulk-bar.tsx';
import { ClockCell } from '../../parts/clock-row.tsx';
import { ColumnMenu } from '../../parts/column-menu.tsx';
import { FilterChip } from '../../parts/filter-chip.tsx';
import { NewBar } from '../../parts/new-bar.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Empty } from '../../parts/states.tsx';
import { WorkTable, type Column } from '../../parts/work-table.tsx';
import { emptyList, withFilter, type ListState } from '../../url/list-state.ts';
import { Part, State } from './frame.tsx';
import { clock, rows, type SampleRow } from './samples.ts';

export function ListParts() {
  const { t } = useTranslation();
  const [state, setState] = useState<ListState>({ ...emptyList, chosen: 'r2', filters: { programme: 'dibao' } });
  const [selected, setSelected] = useState<ReadonlyMap<string, SampleRow>>(new Map(rows.slice(1, 2).map((row) => [row.id, row])));
  const columns: Column<SampleRow>[] = [
    { key: 'due', label: t('work.column.due'), sort: 'due', cell: (row) => <ClockCell clock={clock(row.left, 10)} /> },
    { key: 'name', label: t('common.household'), cell: (row) => <PersonName name={row.name} strong /> },
    { key: 'programme', label: t('common.programme'), cell: () => t('words.programme.dibao') },
  ];
  const programmes = (['dibao', 'tekun'] as const).map((value) => ({ value, label: t(`words.programme.${value}`) }));
  return (
    <Part name="table">
      <State name="selected">
        <div className="row wrap">
          <FilterChip label={t('common.programme')} value={state.filters['programme']} options={programmes} onChange={(value) => setState((now) => withFilter(now, 'programme', value))} />
          <FilterChip label={t('common.village')} value={undefined} options={programmes} onChange={() => undefined} />
          <ColumnMenu columns={columns} state={state} onState={setState} />
        </div>
        <WorkTable label={t('gallery.part.table')} rows={rows} total={31} pageSize={3} columns={columns} idOf={(row) => row.id} nameOf={(row) => row.name} state={state} onState={setState}
          selected={selected} onSelect={setSelected} onChoose={(row) => setState((now) => ({ ...now, chosen: row.id }))}
          card={(row) => <div className="pcard row between"><PersonName name={row.name} strong /><ClockCell clock={clock(row.left, 10)} /></div>}
          head={<NewBar fresh={2} changed={1} onLoad={() => undefined} />}
          foot={<BulkBar selected={selected.size} hint={t('words.flag.discrepancy')} onClear={() => setSelected(new Map())} actions={[{ key: 'v', label: t('work.bulk.verify'), applies: selected.size, run: () => undefined }, { key: 'p', label: t('common.print'), applies: 0, run: () => undefined }]} />} />
      </State>
      <State name="empty"><div className="card"><Empty title={t('work.empty.title')}>{t('work.empty.text')}</Empty></div></State>
    </Part>
  );
}
