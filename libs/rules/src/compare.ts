/** What differs between two rule-set documents, by what they are about: conditions, figures, sources, and everything else by its path. */

export interface RuleDifference {
  readonly rule: string;
  /** `conditions`, `each`, `paid`, or the limits it stands in. */
  readonly of: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Fields that differ, such as test or reasons. */
  readonly fields: readonly string[];
  readonly before: object | null;
  readonly after: object | null;
}
/** A figure of an area for some months; null = none. */
export interface FigureDifference { readonly figure: string; readonly area: string; readonly urban: boolean | null; readonly from: string; readonly to: string | null; readonly before: number | null; readonly after: number | null }
export interface SourceDifference { readonly path: string; readonly before: string | null; readonly after: string | null }
export interface PlaceDifference { readonly path: string; readonly before: unknown; readonly after: unknown }

export interface RuleSetComparison {
  readonly before: string;
  readonly after: string;
  readonly conditions: readonly RuleDifference[];
  readonly figures: readonly FigureDifference[];
  readonly sources: readonly SourceDifference[];
  readonly others: readonly PlaceDifference[];
}

type Tree = Readonly<Record<string, unknown>>;
const treeOf = (value: unknown): Tree => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Tree : {});
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const same = (a: unknown, b: unknown): boolean => differences(a, b, '').length === 0;

/** Compares two readable documents. Pure. */
export function compareRuleSets(before: unknown, after: unknown): RuleSetComparison {
  const [a, b] = [treeOf(before), treeOf(after)];
  const [one, other] = [treeOf(a['eligibility']), treeOf(b['eligibility'])];
  const places = differences(rest(a), rest(b), '');
  return {
    before: textOf(a['id']), after: textOf(b['id']), conditions: ruleDifferences(rulesIn(one), rulesIn(other)), figures: figureDifferences(figuresIn(one), figuresIn(other)),
    sources: [...changedSources(rulesIn(one), rulesIn(other)), ...places.filter(isSource)], others: places.filter((place) => !isSource(place)),
  };
}

const isSource = (place: PlaceDifference): place is SourceDifference =>
  /(^|\.)source$/.test(place.path) && [place.before, place.after].every((text) => text === null || typeof text === 'string');

/** What is neither a condition nor a figure of an area. */
function rest(document: Tree): Tree {
  const { conditions: _conditions, each: _each, paid: _paid, limits: _limits, figures, ...section } = treeOf(document['eligibility']);
  const titles = Object.fromEntries(Object.entries(treeOf(figures)).map(([name, figure]) => [name, { ...treeOf(figure), values: undefined }]));
  return { ...document, id: undefined, eligibility: { ...section, figures: titles } };
}

interface NamedRule { readonly of: string; readonly rule: string; readonly body: Tree }

/** Every rule by where it stands and its name; limits of two areas or times apart. */
function rulesIn(section: Tree): ReadonlyMap<string, NamedRule> {
  const of = (where: string, list: unknown): NamedRule[] => listOf(list).map(treeOf).flatMap((body) => (typeof body['rule'] === 'string' ? [{ of: where, rule: body['rule'], body }] : []));
  const limits = Object.entries(treeOf(section['limits'])).flatMap(([group, areas]) => listOf(areas).map(treeOf).flatMap((one) => of(`limits ${group} of ${textOf(one['area'])} from ${textOf(one['from'])}`, one['rules'])));
  const all = [...of('conditions', section['conditions']), ...of('each', section['each']), ...of('paid', section['paid']), ...limits];
  return new Map(all.map((rule) => [`${rule.of} ${rule.rule}`, rule]));
}

function ruleDifferences(before: ReadonlyMap<string, NamedRule>, after: ReadonlyMap<string, NamedRule>): RuleDifference[] {
  return namesOf(before, after).flatMap((name): RuleDifference[] => {
    const [one, other] = [before.get(name), after.get(name)];
    const { rule, of } = one ?? other!;
    if (!one || !other) return [{ rule, of, change: one ? 'removed' : 'added', fields: [], before: one?.body ?? null, after: other?.body ?? null }];
    const fields = [...new Set([...Object.keys(one.body), ...Object.keys(other.body)])].filter((field) => !same(one.body[field], other.body[field]));
    return fields.length === 0 ? [] : [{ rule, of, change: 'changed', fields, before: one.body, after: other.body }];
  });
}

function changedSources(before: ReadonlyMap<string, NamedRule>, after: ReadonlyMap<string, NamedRule>): SourceDifference[] {
  return namesOf(before, after).flatMap((name) => {
    const [one, other] = [before.get(name)?.body['source'], after.get(name)?.body['source']].map((source) => (source === undefined ? null : textOf(source)));
    return one === other ? [] : [{ path: name, before: one ?? null, after: other ?? null }];
  });
}

type Value = Omit<FigureDifference, 'before' | 'after'> & { readonly minor: number };

function figuresIn(section: Tree): ReadonlyMap<string, Value> {
  const values = Object.entries(treeOf(section['figures'])).flatMap(([figure, body]) => listOf(treeOf(body)['values']).map(treeOf).map((value): Value => ({
    figure, area: textOf(value['area']), urban: typeof value['urban'] === 'boolean' ? value['urban'] : null, from: textOf(value['from']), to: textOf(value['to']) || null, minor: Number(value['minor']),
  })));
  return new Map(values.map((value) => [[value.figure, value.area, value.urban, value.from, value.to].join(' '), value]));
}

function figureDifferences(before: ReadonlyMap<string, Value>, after: ReadonlyMap<string, Value>): FigureDifference[] {
  return namesOf(before, after).flatMap((name) => {
    const [one, other] = [before.get(name), after.get(name)];
    const { minor: _, ...about } = one ?? other!;
    return one?.minor === other?.minor ? [] : [{ ...about, before: one?.minor ?? null, after: other?.minor ?? null }];
  });
}

const namesOf = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): string[] => [...new Set([...before.keys(), ...after.keys()])];

/** Every place where two JSON values differ; null = not there. */
function differences(before: unknown, after: unknown, path: string): PlaceDifference[] {
  const branches = [before, after].every((value) => typeof value === 'object' && value !== null) && Array.isArray(before) === Array.isArray(after);
  if (!branches) return Object.is(before ?? null, after ?? null) ? [] : [{ path, before: before ?? null, after: after ?? null }];
  const [one, other] = [before as Tree, after as Tree];
  const below = (name: string): string => (Array.isArray(before) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap((name) => differences(one[name], other[name], below(name)));
}
