import type { Rule, Shown } from './document.ts';
import type { Place } from './place.ts';
import { readQuantity, readTest, readWord, type Vocabulary } from './read-expressions.ts';
import { readMonthsIfAny } from './read-months.ts';
import { readTexts } from './read-texts.ts';

/** One condition with its source and its reasons; `from` and `to` where it is asked for some months only. */
export function readRule(place: Place, words: Vocabulary): Rule {
  place.object(['rule', 'source', 'test', 'reasons'], ['shows', 'from', 'to']);
  const shows = readShown(place.at('shows'), words);
  return {
    rule: place.at('rule').code(), source: place.at('source').text(), ...readMonthsIfAny(place), test: readTest(place.at('test'), words), shows,
    reasons: readTexts(place.at('reasons'), [...shows.keys()]),
  };
}

/** Figures and words by the names that texts call them. */
export function readShown(place: Place, words: Vocabulary): ReadonlyMap<string, Shown> {
  return place.optional((p) => p.entries((one): Shown => {
    if (!one.isText && !one.isNumber && one.names().includes('word')) return { word: readWord(one.object(['word']).at('word'), words) };
    const { quantity, power } = readQuantity(one, words);
    return power === 0 || power === 1 ? { quantity, money: power === 1 } : one.refuse('is neither an amount nor a number');
  }, /^[a-z][A-Za-z]*$/), new Map<string, Shown>());
}
