/** The list an officer came from: its address and its order, so that a file knows the one before and the one after. */
export interface LastList { readonly search: string; readonly ids: readonly string[] }

const storageKey = 'hearth.last-list';

export const rememberList = (list: LastList): void => sessionStorage.setItem(storageKey, JSON.stringify(list));

export function lastList(): LastList {
  const kept = sessionStorage.getItem(storageKey);
  return kept === null ? { search: '', ids: [] } : JSON.parse(kept) as LastList;
}
