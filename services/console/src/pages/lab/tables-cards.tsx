import { useTranslation } from 'react-i18next';
import type { StudyResult } from '../../api/lab.ts';
import { useFormat } from '../../format/use-format.ts';
import { limitsOf, points } from './figures.ts';
import { useFormulaName } from './formula-pick.tsx';

interface Cell { readonly value: string; /** 95 % limits. */ readonly limits?: string | null; readonly best?: boolean }
interface TableCardProps { readonly id: string; readonly title: string; readonly hint: string; readonly head: readonly string[]; readonly rows: readonly { readonly name: string; readonly cells: readonly Cell[] }[]; readonly footer?: string }

/** A table of the paper: a formula in each row. */
function TableCard({ id, title, hint, head, rows, footer }: TableCardProps) {
  const { t } = useTranslation();
  const nameOf = useFormulaName();
  return (
    <section className="card" aria-labelledby={id}>
      <header><h2 id={id}>{title}</h2><span className="sub chart-about">{hint}</span></header>
      <div className="body">
        <div className="scroll" tabIndex={0} role="region" aria-labelledby={id}>
          <table className="twin lab-table" aria-labelledby={id}>
            <thead><tr><th scope="col">{t('lab.formula')}</th>{head.map((name) => <th key={name} scope="col" className="num">{name}</th>)}</tr></thead>
            <tbody>{rows.map((row) => <tr key={row.name}><th scope="row">{nameOf(row.name)}</th>{row.cells.map((cell, n) => <td key={head[n]} className={`num ${cell.best === true ? 'strong' : ''}`}>{cell.value}{cell.limits !== null && cell.limits !== undefined && <span className="sub block">{cell.limits}</span>}</td>)}</tr>)}</tbody>
          </table>
        </div>
      </div>
      {footer !== undefined && <footer>{footer}</footer>}
    </section>
  );
}

const errors = ['inclusion', 'exclusion', 'inclusionExtreme', 'exclusionExtreme', 'leakage'] as const;

/** Table 3: errors among the poorest so many by each formula; the least of each column stands out. */
export function ErrorsCard({ result }: { readonly result: StudyResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tables, confidence } = result;
  const count = (value: number | null): string => (value === null ? '–' : format.count(Math.round(value)));
  const least = Object.fromEntries(errors.map((key) => [key, Math.min(...tables.errors.map((row) => row[key] ?? Number.POSITIVE_INFINITY))]));
  const limits = (formula: string, figure: string, digits = 1): string | null => limitsOf(confidence?.rows, formula, figure, digits);
  return (
    <TableCard id="table-3" title={t('lab.table.errors')} hint={t('lab.table.errorsHint')} head={[t('lab.column.families'), t('lab.column.poorReached'), t('lab.column.extremeReached'), ...errors.map((key) => t(`lab.column.${key}`)), t('lab.column.cgh')]}
      rows={tables.errors.map((row) => ({ name: row.formula, cells: [
        { value: count(row.families) }, { value: count(row.poorBeneficiaries) }, { value: count(row.extremePoorBeneficiaries) },
        ...errors.map((key) => ({ value: points(row[key]), limits: limits(row.formula, key), best: row[key] === least[key] && tables.errors.length > 1 })), { value: points(row.cgh, 2), limits: limits(row.formula, 'cgh', 2) },
      ] }))}
      {...(confidence ? { footer: t('lab.table.limits', { replicates: confidence.replicates, seed: confidence.seed }) } : {})} />
  );
}

/** Table 2: whom each formula's own threshold calls eligible. */
export function CoverageCard({ result }: { readonly result: StudyResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = result.tables.coverage;
  if (rows.length === 0) return null;
  return (
    <TableCard id="table-2" title={t('lab.table.coverage')} hint={t('lab.table.coverageHint')} head={[t('lab.column.families'), t('lab.column.children'), t('lab.column.cost'), t('lab.column.coverage'), t('lab.column.inclusion'), t('lab.column.exclusion')]}
      rows={rows.map((row) => ({ name: row.formula, cells: [...[row.families, row.children, row.cost].map((value) => ({ value: format.count(Math.round(value)) })), ...[row.coverage, row.inclusion, row.exclusion].map((value) => ({ value: points(value) }))] }))} />
  );
}

/** Upper edges of the classes, as shares of the line: the last class is beyond. */
const aboveEdges = [20, 50, 100], belowEdges = [10, 20, 30];
const classes = (edges: readonly number[], sign: string): string[] => [...edges.map((edge, n) => `${sign} ${n === 0 ? '≤ ' : `${edges[n - 1]}–`}${edge} %`), `${sign} > ${edges.at(-1)} %`];

/** Table 4: how far from the line the errors lie. */
export function DistancesCard({ result }: { readonly result: StudyResult }) {
  const { t } = useTranslation();
  const limits = (formula: string, figure: string): string | null => limitsOf(result.confidence?.rows, formula, figure);
  return (
    <TableCard id="table-4" title={t('lab.table.distances')} hint={t('lab.table.distancesHint')} head={[...classes(aboveEdges, '+'), ...classes(belowEdges, '−')]}
      rows={result.tables.distances.map((row) => ({ name: row.formula, cells: [...row.above.map((value, n) => ({ value: points(value), limits: limits(row.formula, `above[${n}]`) })), ...row.below.map((value, n) => ({ value: points(value), limits: limits(row.formula, `below[${n}]`) }))] }))} />
  );
}

/** What the errors become when the line is taken with some latitude. */
export function BracketsCard({ result }: { readonly result: StudyResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useFormulaName();
  if (result.brackets.length === 0) return null;
  const rows = result.brackets.toSorted((a, b) => a.bracket - b.bracket);
  return (
    <TableCard id="brackets" title={t('lab.table.brackets')} hint={t('lab.table.bracketsHint')} head={[t('lab.column.families'), t('lab.column.inclusion'), t('lab.column.exclusion'), t('lab.column.tolerance')]}
      rows={rows.map((row) => ({ name: `${nameOf(row.formula)} ± ${points(row.bracket * 100, 0)} %`, cells: [{ value: row.cutoff ? format.count(Math.round(row.cutoff.families)) : '–' }, { value: points(row.cutoff?.inclusion) }, { value: points(row.cutoff?.exclusion) }, { value: points(row.tolerance.inclusion) }] }))} />
  );
}
