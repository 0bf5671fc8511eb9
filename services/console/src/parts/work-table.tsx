import { Checkbox } from '@mantine/core';
import { columnVisibilityFeature, rowSelectionFeature, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { withSort, type ListState } from '../url/list-state.ts';
import { Pager } from './pager.tsx';
import { usePhone } from './use-phone.ts';
import './work-table.css';

const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature });

export interface Column<R> {
  readonly key: string;
  readonly label: string;
  readonly cell: (row: R) => ReactNode;
  readonly numeric?: boolean;
  /** The field the service sorts by, where it does. */
  readonly sort?: string;
}

export interface WorkTableProps<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly total: number;
  readonly pageSize: number;
  readonly columns: readonly Column<R>[];
  readonly idOf: (row: R) => string;
  readonly nameOf: (row: R) => string;
  readonly state: ListState;
  readonly onState: (change: (state: ListState) => ListState) => void;
  /** Kept by the page, so that it survives paging and filters. */
  readonly selected?: ReadonlyMap<string, R>;
  readonly onSelect?: (selected: ReadonlyMap<string, R>) => void;
  /** A row can be looked at beside the list. */
  readonly onChoose?: (row: R) => void;
  readonly onOpen?: (row: R) => void;
  /** The row as a card, for the phone. */
  readonly card: (row: R) => ReactNode;
  readonly head?: ReactNode;
  readonly foot?: ReactNode;
}

export function WorkTable<R extends object>(props: WorkTableProps<R>) {
  const phone = usePhone();
  const { rows, total, pageSize, state, onState, card, head, foot, idOf } = props;
  const pager = <Pager page={state.page} pages={Math.max(1, Math.ceil(total / pageSize))} total={total} onPage={(page) => onState((now) => ({ ...now, page }))} />;
  if (phone) {
    return <div>{head}<ul className="pcards">{rows.map((row) => <li key={idOf(row)}>{card(row)}</li>)}</ul>{foot}{pager}</div>;
  }
  return (
    <div className="card list">
      {head}
      <Grid {...props} />
      {pager}
      {foot}
    </div>
  );
}

function Grid<R extends object>({ label, rows, columns, idOf, nameOf, state, onState, selected, onSelect, onChoose, onOpen }: WorkTableProps<R>) {
  const { t } = useTranslation();
  const definitions = useMemo(() => columns.map((column): ColumnDef<typeof features, R> => ({ id: column.key, header: column.label, cell: (context) => column.cell(context.row.original) })), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const rowSelection = useMemo(() => Object.fromEntries([...(selected?.keys() ?? [])].map((id) => [id, true as const])), [selected]);
  const columnVisibility = useMemo(() => Object.fromEntries(state.hidden.map((key) => [key, false])), [state.hidden]);
  const table = useTable({ features, columns: definitions, data, getRowId: idOf, state: { rowSelection, columnVisibility } });
  const toggle = (which: readonly R[], on: boolean): void => {
    const next = new Map(selected);
    for (const row of which) { if (on) next.set(idOf(row), row); else next.delete(idOf(row)); }
    onSelect?.(next);
  };
  const onPage = rows.filter((row) => selected?.has(idOf(row)) === true).length;
  return (
    <div className="list-wrap">
      <table aria-label={label}>
        <thead>
          <tr>
            {selected && (
              <th scope="col" className="check">
                <Checkbox size="xs" aria-label={t('common.selectAll')} checked={rows.length > 0 && onPage === rows.length} indeterminate={onPage > 0 && onPage < rows.length}
                  onChange={(event) => toggle(rows, event.currentTarget.checked)} />
              </th>
            )}
            {table.getVisibleLeafColumns().map((leaf) => {
              const column = columns.find((one) => one.key === leaf.id);
              return column ? <HeaderCell key={leaf.id} column={column} state={state} onState={onState} /> : null;
            })}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-row={row.id} className={`${onOpen || onChoose ? 'openable' : ''} ${row.getIsSelected() ? 'marked' : ''} ${state.chosen === row.id ? 'chosen' : ''}`}
              onClick={(event) => { if (!onControl(event.target)) onChoose?.(row.original); }} onDoubleClick={() => onOpen?.(row.original)}>
              {selected && (
                <td className="check" onClick={(event) => event.stopPropagation()}>
                  <Checkbox size="xs" aria-label={t('common.selectRow', { name: nameOf(row.original) })} checked={row.getIsSelected()} onChange={(event) => toggle([row.original], event.currentTarget.checked)} />
                </td>
              )}
              {row.getVisibleCells().map((cell) => (
                <td key={cell.id} className={columns.find((one) => one.key === cell.column.id)?.numeric === true ? 'num' : undefined}><table.FlexRender cell={cell} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A link or a box in a row is pressed for itself, not for the row. */
const onControl = (target: EventTarget): boolean => target instanceof Element && target.closest('a, button, input, label') !== null;

function HeaderCell<R>({ column, state, onState }: { readonly column: Column<R>; readonly state: ListState; readonly onState: WorkTableProps<R>['onState'] }) {
  const { t } = useTranslation();
  const { sort } = column;
  const mine = sort !== undefined && state.sort?.by === sort ? state.sort : null;
  const className = column.numeric === true ? 'num' : undefined;
  if (sort === undefined) return <th scope="col" className={className}>{column.label}</th>;
  return (
    <th scope="col" className={className} aria-sort={mine ? (mine.descending ? 'descending' : 'ascending') : undefined}>
      <button type="button" title={t('common.sortBy', { column: column.label })} onClick={() => onState((now) => withSort(now, sort))}>
        {column.label}<span aria-hidden="true">{mine ? (mine.descending ? '↓' : '↑') : ''}</span>
      </button>
    </th>
  );
}
