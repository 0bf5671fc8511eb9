import type { AmountRule, ItemRule, Quantity, Test } from './document.ts';
import type { Place } from './place.ts';
import { readQuantity, readTest, type Vocabulary } from './read-expressions.ts';
import { readMonthsIfAny } from './read-months.ts';
import { readShown } from './read-rule.ts';
import { readText } from './read-texts.ts';

const ALWAYS: Test = { op: 'all', of: [] };

/** The amount of a month. */
export function readAmount(place: Place, words: Vocabulary): AmountRule {
  place.object(['source', 'quantity', 'reason'], ['roundTo', 'shows']);
  const quantity = money(place.at('quantity'), words);
  const shows = readShown(place.at('shows'), words);
  return {
    source: place.at('source').text(), quantity, roundTo: place.at('roundTo').optional((p) => p.integer(1, 100_000), 1), shows,
    reason: readText(place.at('reason'), [...shows.keys(), 'money']),
  };
}

/** Money beside, within or instead of it. */
export function readItems(place: Place, words: Vocabulary): readonly ItemRule[] {
  const items = place.list((one) => item(one, words), { min: 1, max: 20 });
  if (new Set(items.map((one) => one.item)).size !== items.length) place.refuse('names an item twice');
  return items;
}

function item(place: Place, words: Vocabulary): ItemRule {
  place.object(['item', 'source', 'every', 'as', 'quantity', 'reason'], ['from', 'to', 'test']);
  return {
    item: place.at('item').code(), source: place.at('source').text(), every: place.at('every').oneOf(['month', 'quarter', 'once']), as: place.at('as').oneOf(['beside', 'part', 'instead']),
    ...readMonthsIfAny(place), test: place.at('test').optional((p) => readTest(p, words), ALWAYS), quantity: money(place.at('quantity'), words), reason: readText(place.at('reason'), ['money']),
  };
}

function money(place: Place, words: Vocabulary): Quantity {
  const { quantity, power } = readQuantity(place, words);
  return power === 1 ? quantity : place.refuse('is no amount of money');
}
