import type { FieldWanted } from '../csv/table-batches.ts';
import { SurveyProblem } from '../problems.ts';
import type { ColumnMap, VariableMap } from './column-map.ts';

/** What a reader may need to know of a household besides its variables. */
export type Role = 'household' | 'weight' | 'stratum' | 'cluster' | 'consumption' | 'size' | 'children' | 'urban' | 'area' | 'beneficiary' | 'fold' | 'replicates';

/** Which columns to read. A role the map has no column for is read as absent, except consumption, which is then refused. */
export interface Needs {
  readonly roles: ReadonlySet<Role>;
  readonly variables: readonly VariableMap[];
}

const NUMBERS = ['weight', 'size', 'children'] as const;
const LEVELS = ['stratum', 'cluster', 'urban', 'area', 'beneficiary', 'fold'] as const;

/** Positions of the wanted fields in a batch; null = not read. */
export interface FieldPlaces {
  readonly wanted: readonly FieldWanted[];
  readonly number: Readonly<Record<(typeof NUMBERS)[number] | 'consumption', number | null>>;
  readonly level: Readonly<Record<(typeof LEVELS)[number], number | null>>;
  readonly household: number | null;
  readonly replicates: readonly number[];
  readonly variables: readonly number[];
}

/** Chooses the fields that a map and a need ask for. @throws SurveyProblem when consumption is needed and the map has none. */
export function fieldPlaces(map: ColumnMap, needs: Needs, header: readonly string[]): FieldPlaces {
  const wanted: FieldWanted[] = [];
  const want = (column: string | null, as: FieldWanted['as'], needed = true): number | null => (column === null || !needed ? null : wanted.push({ column, as }) - 1);
  const has = (role: Role): boolean => needs.roles.has(role);
  if (has('consumption') && map.consumption === null) throw new SurveyProblem('column-map', {}, 'column map, consumption: is missing');
  const perHead = has('consumption') && map.consumption?.of === 'total';
  if (perHead && map.size === null) throw new SurveyProblem('column-map', {}, 'column map, size: is needed to divide the total consumption by');
  // A column called `fold` counts without being named in the map.
  const fold = map.fold ?? (header.includes('fold') ? 'fold' : null);
  const urban = has('urban') || needs.variables.some(({ only }) => only);
  return {
    wanted,
    number: {
      weight: want(map.weight, 'number', has('weight')), consumption: want(map.consumption?.column ?? null, 'number', has('consumption')),
      size: want(map.size, 'number', has('size') || perHead), children: want(map.children, 'number', has('children')),
    },
    level: {
      stratum: want(map.stratum, 'level', has('stratum')), cluster: want(map.cluster, 'level', has('cluster')), urban: want(map.urban, 'level', urban),
      area: want(map.area, 'level', has('area')), beneficiary: want(map.beneficiary, 'level', has('beneficiary')), fold: want(fold, 'level', has('fold')),
    },
    household: want(map.household, 'text', has('household')),
    replicates: has('replicates') ? map.replicates.map((column) => wanted.push({ column, as: 'number' }) - 1) : [],
    variables: needs.variables.map(({ column, kind }) => wanted.push({ column, as: kind === 'numeric' ? 'number' : 'level' }) - 1),
  };
}
