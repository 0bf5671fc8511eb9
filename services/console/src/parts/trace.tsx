import type { ReactNode } from 'react';
import './trace.css';

export interface TraceLine {
  readonly key: string;
  readonly label: ReactNode;
  /** Where the line comes from: the article, the visit, the source. */
  readonly origin: ReactNode;
  readonly value: ReactNode;
  readonly tone?: 'ok' | 'warn' | 'bad';
  readonly total?: boolean;
}

/** The calculation line by line, in the order the rules take it. */
export function Trace({ lines, label }: { readonly lines: readonly TraceLine[]; readonly label: string }) {
  return (
    <table className="trace" aria-label={label}>
      <tbody>
        {lines.map((line) => (
          <tr key={line.key} className={line.total === true ? 'total' : undefined}>
            <th scope="row">{line.label}</th>
            <td>{line.origin}</td>
            <td className={`num ${line.tone ? `strong c-${line.tone}` : ''}`}>{line.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
