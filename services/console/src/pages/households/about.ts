import type { TimelineEntry } from '../../api/registry.ts';
import type { Money } from '../../format/money.ts';
import { useFormat } from '../../format/use-format.ts';
import { useWords } from '../../i18n/words.ts';

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value && typeof value.minor === 'number';

/** What a line of the time line says beside its kind: the programme, the outcome, the amount, the month. */
export function useAbout(): (entry: TimelineEntry) => string {
  const { word } = useWords();
  const format = useFormat();
  return ({ about }) => {
    const text = (name: string): string => (typeof about[name] === 'string' ? about[name] : '');
    const said = (name: string, group: Parameters<typeof word>[0]): string => (text(name) === '' ? '' : word(group, text(name)));
    const money = about['money'];
    return [
      said('programme', 'programme'), said('source', 'source'), said('outcome', 'outcome'), said('result', 'result'), said('proposal', 'proposal'), said('opinion', 'opinion'), said('stage', 'stage'), said('relation', 'relation'),
      text('period') === '' ? '' : format.month(text('period')), isMoney(money) ? format.money(money) : '', text('ruleSet'),
    ].filter((part) => part !== '').join(' · ');
  };
}
