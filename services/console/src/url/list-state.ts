/** All state of a list is in its address, so that back, reload and "send the link" work. */
export interface ListState {
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: { readonly by: string; readonly descending: boolean } | null;
  readonly page: number;
  readonly hidden: readonly string[];
  /** The row that is previewed. */
  readonly chosen: string | null;
}

export const emptyList: ListState = { filters: {}, sort: null, page: 1, hidden: [], chosen: null };

const reserved = new Set(['sort', 'page', 'hide', 'sel']);

export function readList(search: URLSearchParams, known: readonly string[]): ListState {
  const sort = search.get('sort') ?? '';
  const page = Number(search.get('page') ?? '1');
  const filters = Object.fromEntries([...search].filter(([name, value]) => known.includes(name) && !reserved.has(name) && value !== ''));
  return {
    filters,
    sort: sort === '' ? null : { by: sort.replace(/^-/u, ''), descending: sort.startsWith('-') },
    page: Number.isInteger(page) && page > 0 ? page : 1,
    hidden: (search.get('hide') ?? '').split(',').filter((name) => name !== ''),
    chosen: search.get('sel'),
  };
}

/** Parameters that are not the list's own (an `asOf`, say) stay as they are. */
export function writeList(search: URLSearchParams, state: ListState, known: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(search);
  const put = (name: string, value: string): void => { if (value === '') next.delete(name); else next.set(name, value); };
  for (const name of known) put(name, state.filters[name] ?? '');
  put('sort', state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : '');
  put('page', state.page === 1 ? '' : String(state.page));
  put('hide', state.hidden.join(','));
  put('sel', state.chosen ?? '');
  next.sort();
  return next;
}

/** A new filter begins at the first page and previews nothing that may be gone. */
export function withFilter(state: ListState, name: string, value: string | null): ListState {
  const { [name]: _former, ...others } = state.filters;
  return { ...state, filters: value === null || value === '' ? others : { ...others, [name]: value }, page: 1, chosen: null };
}

/** First press ascending, second descending, third back to the list's own order. */
export function withSort(state: ListState, by: string): ListState {
  if (state.sort?.by !== by) return { ...state, sort: { by, descending: false }, page: 1 };
  return { ...state, sort: state.sort.descending ? null : { by, descending: true }, page: 1 };
}
