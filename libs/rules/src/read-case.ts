import type { Answer, Disability } from '@hearth/contracts';
import { areaProblem, dayProblem, type Money, moneyProblem } from '@hearth/kernel';
import type { Basis, CareGrade, CaseCost, CaseFacts, CaseIncome, CasePerson, CaseProperty, OpenFigure } from './case-facts.ts';
import { Place } from './place.ts';

const INCOME_KINDS = ['wages', 'business', 'property', 'transfers', 'other'] as const;
const PROPERTY_KINDS = ['deposits', 'securities', 'insurance', 'vehicle', 'housing', 'other'] as const;
const RELATIONS = ['head', 'spouse', 'child', 'parent', 'grandchild', 'grandparent', 'sibling', 'other'] as const;
const DISABILITIES = ['visual', 'hearing', 'speech', 'physical', 'intellectual', 'mental', 'multiple'] as const;
const BASES: readonly Basis[] = ['settled', 'visit', 'confirmed', 'declared'];
const MOST_COUNTED = 1_000_000;

/**
 * A case as JSON: what is left out or null is not known. Reads anything and says where it cannot.
 * @throws Unreadable with the path of the first fault.
 */
export function readCase(json: unknown): CaseFacts {
  const place = Place.of(json).object(['asOf', 'area'], ['$schema', 'urban', 'members', 'supporters', 'answers', 'figures']);
  const [area, schema] = [place.at('area'), place.at('$schema')];
  if (!schema.absent && !schema.isText) schema.refuse('must be text');
  return {
    asOf: day(place.at('asOf')),
    area: area.value === '*' ? area.refuse('must be one area') : area.checked(areaProblem),
    urban: place.at('urban').orNull((p) => p.yes()),
    members: place.at('members').orNull(people),
    supporters: place.at('supporters').orNull(people),
    answers: place.at('answers').optional((p) => p.entries(answer, /^.{1,100}$/), new Map<string, Answer>()),
    figures: place.at('figures').optional((p) => p.entries(money, /^[a-z][A-Za-z0-9-]*$/), new Map<string, Money>()),
  };
}

function people(place: Place): readonly CasePerson[] {
  const list = place.list(person, { max: 200 });
  const ids = list.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) place.refuse('names a person twice');
  return list;
}

function person(place: Place): CasePerson {
  place.object(['id'], [
    'relation', 'birthDate', 'died', 'from', 'sex', 'disability', 'workCapacity', 'student', 'hukouKind', 'circumstances', 'care', 'careItemsFailed', 'registered', 'incomes', 'properties', 'costs',
  ]);
  const read = <T>(name: string, how: (p: Place) => T): T | null => place.at(name).orNull(how);
  return {
    id: place.at('id').text(100),
    relation: read('relation', (p) => p.oneOf(RELATIONS)),
    birthDate: read('birthDate', day), died: read('died', day), from: read('from', day), registered: read('registered', day),
    sex: read('sex', (p) => p.oneOf(['male', 'female'])),
    disability: read('disability', disability),
    workCapacity: read('workCapacity', (p) => p.oneOf(['able', 'partial', 'none'])),
    student: read('student', (p) => p.yes()),
    hukouKind: read('hukouKind', (p) => p.oneOf(['agricultural', 'non-agricultural'])),
    circumstances: place.at('circumstances').optional((p) => p.entries((one) => one.orNull((v) => v.yes())), new Map<string, boolean | null>()),
    care: care(place),
    incomes: read('incomes', (p) => p.list(income)),
    properties: read('properties', (p) => p.list(property)),
    costs: place.at('costs').optional((p) => p.list(cost), []),
  };
}

const day = (place: Place): string => place.checked(dayProblem);
const amount = (place: Place, negative: boolean): Money => {
  place.object(['minor', 'currency']);
  return place.checked((value) => moneyProblem(value, { negative }));
};
const money = (place: Place): Money => amount(place, false);
/** A year of business or farming may end in a loss. */
const moneyOrLoss = (place: Place): Money => amount(place, true);
const count = (place: Place): number => place.integer(0, MOST_COUNTED);

function answer(place: Place): Answer {
  const { value } = place;
  if (value === null || (typeof value === 'string' && value.length <= 200) || (typeof value === 'number' && Number.isFinite(value))) return value;
  return place.refuse('must be text, a number or null');
}

/** The grade, or how many of the six items of self-care failed: none is able, 1 to 3 partly lost, 4 and more fully lost. */
function care(place: Place): CareGrade | null {
  const grade = place.at('care').orNull((p): CareGrade => p.oneOf(['able', 'partly-lost', 'fully-lost']));
  const failed = place.at('careItemsFailed').orNull((p) => p.integer(0, 6));
  if (failed === null) return grade;
  const found: CareGrade = failed === 0 ? 'able' : failed <= 3 ? 'partly-lost' : 'fully-lost';
  return grade === null || grade === found ? found : place.at('care').refuse('is not the grade of careItemsFailed');
}

/** A certificate, `"none"`, or null when nobody asked. */
function disability(place: Place): Disability | 'none' {
  if (place.value === 'none') return 'none';
  place.object(['kind', 'level']);
  return { kind: place.at('kind').oneOf(DISABILITIES), level: place.at('level').integer(1, 4) };
}

function income(place: Place): CaseIncome {
  place.object(['kind', 'annual'], ['nature', 'basis', 'open']);
  return {
    kind: place.at('kind').oneOf(INCOME_KINDS), nature: place.at('nature').orNull((p) => p.code()), annual: place.at('annual').orNull(moneyOrLoss),
    basis: basis(place.at('basis')), open: place.at('open').orNull(open),
  };
}

function property(place: Place): CaseProperty {
  place.object(['kind'], ['value', 'count', 'basis', 'open']);
  return {
    kind: place.at('kind').oneOf(PROPERTY_KINDS), value: place.at('value').orNull(money), count: place.at('count').orNull(count),
    basis: basis(place.at('basis')), open: place.at('open').orNull(open),
  };
}

function cost(place: Place): CaseCost {
  place.object(['kind', 'annual']);
  return { kind: place.at('kind').code(), annual: place.at('annual').orNull(money) };
}

const basis = (place: Place): Basis => place.optional((p) => p.oneOf(BASES), 'declared');

function open(place: Place): OpenFigure {
  place.object([], ['declared', 'found', 'declaredCount', 'foundCount']);
  return {
    declared: place.at('declared').orNull(moneyOrLoss), found: place.at('found').orNull(moneyOrLoss),
    declaredCount: place.at('declaredCount').orNull(count), foundCount: place.at('foundCount').orNull(count),
  };
}
