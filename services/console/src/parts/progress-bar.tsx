import type { ReactNode } from 'react';
import { useFormat } from '../format/use-format.ts';

interface ProgressBarProps { readonly done: number; readonly of: number; readonly label: string; readonly note?: string; readonly action?: ReactNode }

/** How far a long work is, with the way to stop it. */
export function ProgressBar({ done, of, label, note = '', action }: ProgressBarProps) {
  const format = useFormat();
  const share = of === 0 ? 0 : Math.min(1, done / of);
  return (
    <div className="stack tight" role="status">
      <div className="row between wrap"><span className="s13">{of > 0 && <b className="strong">{format.count(done)} / {format.count(of)} </b>}{note}</span>{action}</div>
      <span className="bar accent" role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={Math.max(1, of)} aria-valuenow={done} style={{ height: 8 }}><i style={{ width: `${share * 100}%` }} /></span>
    </div>
  );
}
