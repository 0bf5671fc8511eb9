import type { ScoreLevel, Scorecard, ScoreVariable } from './document.ts';
import type { Place } from './place.ts';
import { readCount, type Vocabulary } from './read-expressions.ts';
import { readText } from './read-texts.ts';

const LARGEST_WEIGHT = 1_000_000;
const LARGEST_ANSWER = 1_000_000_000;

/** Variables with an integer weight (10⁻⁴) for each answer. `share`: of the households the weights were made for, in percent. */
export function readScorecard(place: Place, words: Vocabulary): Scorecard {
  place.object(['source', 'variables']);
  const variables = place.at('variables').list((p) => variable(p, words), { min: 1, max: 200 });
  const names = variables.map((one) => one.variable);
  if (new Set(names).size !== names.length) place.at('variables').refuse('names a variable twice');
  return { source: place.at('source').text(), variables };
}

function variable(place: Place, words: Vocabulary): ScoreVariable {
  place.object(['variable', 'title', 'levels'], ['of']);
  const levels = place.at('levels').list(level, { min: 1, max: 100 });
  return { variable: place.at('variable').text(100), title: readText(place.at('title'), []), count: place.at('of').orNull((p) => readCount(p, words)), levels };
}

function level(place: Place): ScoreLevel {
  place.object(['weight'], ['is', 'from', 'to', 'share']);
  const is = place.at('is').optional((p) => p.list((one) => (one.isNumber ? one.integer(-LARGEST_ANSWER, LARGEST_ANSWER) : one.text(100)), { min: 1 }), []);
  const [from, to] = ['from', 'to'].map((name) => place.at(name).orNull((p) => p.integer(-LARGEST_ANSWER, LARGEST_ANSWER)));
  if (is.length === 0 && from === null && to === null) place.refuse('must say which answers it is for: is, from or to');
  place.at('share').orNull((p) => p.integer(0, 100));
  return { is, from: from ?? null, to: to ?? null, weight: place.at('weight').integer(0, LARGEST_WEIGHT) };
}
