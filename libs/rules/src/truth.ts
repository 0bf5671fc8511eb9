/** Three-valued: null is "not known", which is never "no". */
export type Truth = boolean | null;

export const not = (a: Truth): Truth => (a === null ? null : !a);

/** False as soon as one is false, whatever is unknown; true when all are true. */
export function all(list: readonly Truth[]): Truth {
  if (list.includes(false)) return false;
  return list.includes(null) ? null : true;
}

/** True as soon as one is true, whatever is unknown; false when all are false. */
export const any = (list: readonly Truth[]): Truth => not(all(list.map(not)));
