import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/words.ts';
import './source-matrix.css';

export type CellState = 'consistent' | 'no-record' | 'open' | 'settled' | 'record' | 'waiting' | 'down' | 'waived' | 'not-authorised' | 'not-asked';

export interface MatrixCell { readonly state: CellState; /** A difference, where there is one to write. */ readonly text?: string; readonly item?: string | undefined }
export interface MatrixRow { readonly person: string; readonly name: ReactNode; readonly about: string; readonly cells: Readonly<Record<string, MatrixCell>> }

interface SourceMatrixProps {
  readonly sources: readonly string[];
  readonly rows: readonly MatrixRow[];
  readonly picked: string | null;
  readonly onPick: (item: string) => void;
}

/** Who was asked about where, and what came back; a difference opens its comparison. */
export function SourceMatrix({ sources, rows, picked, onPick }: SourceMatrixProps) {
  const { t } = useTranslation();
  const { word } = useWords();
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t('parts.matrix.label')}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t('parts.matrix.people')}</th>
            {sources.map((source) => <th key={source} scope="col">{word('source', source)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.person}>
              <th scope="row">{row.name}<div className="sub">{row.about}</div></th>
              {sources.map((source) => (
                <td key={source}><Cell cell={row.cells[source] ?? { state: 'not-asked' }} picked={picked} onPick={onPick} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sign: Partial<Record<CellState, string>> = { consistent: '✓ ', open: '△ ', settled: '✓ ' };

function Cell({ cell, picked, onPick }: { readonly cell: MatrixCell; readonly picked: string | null; readonly onPick: (item: string) => void }) {
  const { t } = useTranslation();
  const words = <><span aria-hidden="true">{sign[cell.state]}</span>{cell.text ?? t(`parts.matrix.state.${cell.state}`)}</>;
  const { item } = cell;
  if (item === undefined) return <span className={`cell ${cell.state}`}>{words}</span>;
  return (
    <button type="button" className={`cell ${cell.state}`} aria-pressed={picked === item} onClick={() => onPick(item)}>
      {words}{cell.text !== undefined && <span className="unseen">, {t(`parts.matrix.state.${cell.state}`)}</span>}
    </button>
  );
}
