import type { Text3 } from '@hearth/contracts';
import type { Reasons } from './document.ts';
import type { Place } from './place.ts';

const LONGEST = 1000;

/** A text in the three languages; `{name}` stands for a figure that the rule shows. */
export function readText(place: Place, names: readonly string[]): Text3 {
  place.object(['zh', 'mn', 'en']);
  const [zh, mn, en] = ['zh', 'mn', 'en'].map((language) => {
    const at = place.at(language);
    const text = at.text(LONGEST);
    for (const [, name] of text.matchAll(/\{([^}]*)\}/g)) if (name === undefined || !names.includes(name)) at.refuse(`{${name ?? ''}} is not shown by this rule`);
    return text;
  });
  return { zh: zh!, mn: mn!, en: en! };
}

export function readTexts(place: Place, names: readonly string[]): Reasons {
  place.object(['met', 'unmet', 'unknown']);
  // What is not known cannot be shown as a figure, so that text stands alone.
  return { met: readText(place.at('met'), names), unmet: readText(place.at('unmet'), names), unknown: readText(place.at('unknown'), []) };
}
