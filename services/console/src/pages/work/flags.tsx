import { useWords } from '../../i18n/words.ts';

const tones: Readonly<Record<string, string>> = {
  discrepancy: 'warn', 'sources-open': 'warn', objection: 'info', relative: 'wait', doubtful: 'warn', reported: 'bad', deceased: 'bad', 'payment-returned': 'bad', 'spot-check': 'wait', reconsideration: 'info',
};

export function Flags({ flags }: { readonly flags: readonly string[] }) {
  const { word } = useWords();
  return <span className="row tight wrap">{flags.map((flag) => <span key={flag} className={`tag ${tones[flag] ?? ''}`}>{word('flag', flag)}</span>)}</span>;
}
