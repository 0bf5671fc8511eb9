import type { SplitMix } from '../random.ts';
import type { VariableMap } from '../survey/column-map.ts';
import { IDLE, type Latent } from './households.ts';

export type Answer = string | number;
export type Answers = Readonly<Record<string, Answer>>;

const category = (column: string, only: VariableMap['only'] = null): VariableMap => ({ column, kind: 'category', base: null, powers: [], only });
const numeric = (column: string, powers: readonly number[] = [], only: VariableMap['only'] = null): VariableMap => ({ column, kind: 'numeric', base: null, powers, only });

/** The questions of the PRR: durables, dwelling, earners, social assistance, and livestock in rural areas. */
export const PRR_VARIABLES: readonly VariableMap[] = [
  category('dwelling'), category('rooms'), category('television'), category('refrigerator'), category('washing_machine'), category('vehicle'), category('motorcycle'), category('radio'), category('sewing_machine'), category('carpet'),
  category('earners'), category('head_work'), category('pension'), category('assistance'), category('head_schooling'), category('dependants'), category('livestock', 'rural'),
];
/** What C1 may choose from besides. */
export const FURTHER_VARIABLES: readonly VariableMap[] = [
  numeric('head_age', [2]), category('head_sex'), category('spouse'), category('spouse_schooling'), category('water'), category('waste'), category('sewage'), category('phone'), category('electricity'),
  category('toilet'), category('kitchen'), category('bath'), category('heating'), numeric('herd', [2], 'rural'), numeric('children', [2]), numeric('size', [2]),
];

/** Draws a household's answers to every question from its latent amounts. */
export function drawAnswers(random: SplitMix, h: Latent): Answers {
  const { modern } = h.stratum, { wealth, schooling, work } = h;
  const chance = (index: number): boolean => index + random.normal() > 0;
  const band = (index: number, noise: number, cuts: readonly number[], names: readonly string[]): string => {
    const value = index + noise * random.normal();
    return names[cuts.filter((cut) => value > cut).length]!;
  };
  const owns = (yes: boolean): string => (yes ? 'yes' : 'no');
  const dwelling = band(0.55 * wealth + 0.9 * modern, 0.6, [0.25, 1.35], ['ger', 'house', 'apartment']), flat = dwelling === 'apartment';
  const adults = h.size - h.children, earners = Math.min(adults, Math.max(0, Math.round(adults * (0.55 + 0.28 * work + 0.12 * random.normal()))));
  const ofSchool = (index: number): string => band(index, 0.5, [-1.1, 0, 1], ['none', 'primary', 'secondary', 'higher']);
  return {
    dwelling, rooms: dwelling === 'ger' ? '1' : band(0.5 * wealth + 0.2 * h.size - 1, 0.6, [-0.3, 0.8], ['1', '2', '3+']),
    television: owns(chance(0.7 * wealth + 0.5 * modern + 0.5)), refrigerator: owns(chance(0.7 * wealth + 0.8 * modern - 0.4)), washing_machine: owns(chance(0.6 * wealth + 0.7 * modern - 0.5)),
    vehicle: owns(chance(0.6 * wealth + 0.25 * work - 0.9)), motorcycle: owns(chance(0.3 * wealth - 0.5 * modern - 0.9)),
    radio: owns(chance(0.1 * wealth - 0.6 * modern - 0.1)), sewing_machine: owns(chance(0.15 * wealth + 0.5 * modern - 0.5)), carpet: owns(chance(0.25 * wealth + 0.8 * modern + 0.2)),
    earners: earners >= 2 ? '2+' : String(earners), head_work: h.herd > 60 ? 'herder' : work > 0.1 ? 'employed' : work > IDLE ? 'self-employed' : 'none',
    pension: owns(h.headAge >= 57 || random.uniform() < 0.06), assistance: owns(chance(-0.25 * wealth - 0.2 * work - 0.3)),
    head_schooling: ofSchool(schooling), dependants: band(h.size / Math.max(1, earners), 0.01, [2, 3.5, 5], ['few', 'some', 'many', 'most']),
    livestock: h.stratum.urban ? '' : band(h.herd, 0.01, [0.5, 30, 100], ['none', '1-30', '31-100', 'over 100']),
    head_age: h.headAge, head_sex: h.headFemale ? 'female' : 'male', spouse: owns(h.spouse), spouse_schooling: h.spouse ? ofSchool(schooling + 0.1) : 'no spouse',
    water: flat ? 'piped' : band(0.9 * modern + 0.2 * wealth, 0.7, [-0.6, 0.9], ['open', 'well', 'kiosk']), waste: flat || chance(0.9 * modern - 0.6) ? 'collected' : 'dumped',
    sewage: flat ? 'public' : 'none', phone: owns(chance(0.55 * wealth + 0.9 * modern - 0.6)), electricity: h.stratum.urban ? 'grid' : band(0.4 * wealth + 0.8 * modern, 0.6, [-1.1, -0.2], ['none', 'generator', 'grid']),
    toilet: flat ? 'flush' : chance(0.6 * modern + 0.5) ? 'pit' : 'none', kitchen: owns(flat || chance(0.4 * wealth + 0.4 * modern - 0.7)), bath: owns(flat && chance(0.5 * wealth + 0.9)),
    heating: flat ? 'central' : band(1.2 * modern + 0.2 * wealth, 0.7, [-0.7, 0.4], ['dung', 'wood', 'coal']), herd: h.stratum.urban ? '' : h.herd, children: h.children, size: h.size,
  };
}
