import type { Speak } from './expression.ts';

/** Says codes as they are: what the specs compare. */
export const plainSpeak: Speak = {
  say: (key, values = {}) => [key, ...Object.values(values)].join(' '),
  word: (_, code) => code,
  text: ({ en }) => en,
  money: (minor) => `¥${minor / 100}`,
  area: (code) => code,
  day: (day) => day,
  list: (items) => items.join(', '),
};
