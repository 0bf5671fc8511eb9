/** Distances at which Table 4 parts the wrongly included ((c − z)/z) and the wrongly excluded ((z − c)/z). */
export const ABOVE_EDGES = [0.2, 0.5, 1] as const;
export const BELOW_EDGES = [0.1, 0.2, 0.3] as const;

/** Lines per head per month; what is not given makes its figures null. */
export interface Lines { readonly line: number; readonly extremeLine: number | null; /** Bottom share by consumption for the Coady–Grosh–Hoddinott index, and the consumption up to which it reaches. */ readonly bottom: number; readonly bottomUpTo: number; /** Bracket around the line, as a share of it; 0 = none. */ readonly bracket: number }

/** Figures of a selection, percentages 0–100; null where there is nothing to divide by. */
export interface Figures {
  /** Weighted households and their children selected, and what they cost a year. */
  readonly families: number;
  readonly children: number;
  readonly cost: number;
  /** % of beneficiaries who are not poor; % of the poor who get nothing (undercoverage). */
  readonly inclusion: number | null;
  readonly exclusion: number | null;
  readonly inclusionExtreme: number | null;
  readonly exclusionExtreme: number | null;
  /** Where the wrongly included and the wrongly excluded stand; % of them. */
  readonly above: readonly (number | null)[];
  readonly below: readonly (number | null)[];
  /** Coady–Grosh–Hoddinott: share of benefits to the bottom / the bottom's share. */
  readonly cgh: number | null;
  /** % of all who are selected. */
  readonly coverage: number | null;
  /** % of the benefits that go to households that are not poor. */
  readonly leakage: number | null;
  /** % of beneficiaries with c ≥ z(1 + bracket). */
  readonly inclusionBeyondBracket: number | null;
}

const percent = (part: number, whole: number): number | null => (whole > 0 ? (100 * part) / whole : null);
const binOf = (distance: number, edges: readonly number[]): number => { let bin = 0; while (bin < edges.length && distance > edges[bin]!) bin++; return bin; };

/** Adds households up, one after another, into the figures of the paper's Tables 2, 3 and 4. */
export class FigureSums {
  private all = 0; private poor = 0; private extreme = 0;
  private selected = 0; private selectedPoor = 0; private selectedExtreme = 0; private selectedBeyond = 0;
  private families = 0; private children = 0; private bottomBenefits = 0; private leaked = 0;
  private readonly above = new Float64Array(ABOVE_EDGES.length + 1);
  private readonly below = new Float64Array(BELOW_EDGES.length + 1);

  constructor(private readonly lines: Lines) {}

  /**
   * @param weight the household's weight, and in the unit that is counted (households, children, persons)
   * @param share how much of the household's weight is selected, 0–1
   */
  add(weight: number, counted: number, consumption: number, children: number, share: number): void {
    const { line, extremeLine, bottomUpTo, bracket } = this.lines, isPoor = consumption < line, isExtreme = extremeLine !== null && consumption < extremeLine;
    this.all += counted;
    if (isPoor) this.poor += counted;
    if (isExtreme) this.extreme += counted;
    if (isPoor && share < 1) this.below[binOf((line - consumption) / line, BELOW_EDGES)]! += counted * (1 - share);
    if (share === 0) return;
    const taken = counted * share, benefits = weight * share * children;
    this.selected += taken;
    this.families += weight * share;
    this.children += benefits;
    if (isPoor) this.selectedPoor += taken;
    else {
      this.above[binOf((consumption - line) / line, ABOVE_EDGES)]! += taken;
      this.leaked += benefits;
    }
    if (isExtreme) this.selectedExtreme += taken;
    if (consumption >= line * (1 + bracket)) this.selectedBeyond += taken;
    if (consumption <= bottomUpTo) this.bottomBenefits += benefits;
  }

  /** @param budget the weight that was to be selected, where it was: then it is the number of beneficiaries, to the last digit. */
  figures(amount: number, budget: number | null): Figures {
    const selected = budget === null ? this.selected : Math.min(budget, this.all), hasExtreme = this.lines.extremeLine !== null;
    const shares = (bins: Float64Array): (number | null)[] => { const whole = bins.reduce((sum, part) => sum + part, 0); return Array.from(bins, (part) => percent(part, whole)); };
    const reached = percent(this.bottomBenefits, this.children);
    return {
      families: this.families, children: this.children, cost: this.children * amount * 12,
      inclusion: percent(selected - this.selectedPoor, selected), exclusion: percent(this.poor - this.selectedPoor, this.poor),
      inclusionExtreme: hasExtreme ? percent(selected - this.selectedExtreme, selected) : null, exclusionExtreme: hasExtreme ? percent(this.extreme - this.selectedExtreme, this.extreme) : null,
      above: shares(this.above), below: shares(this.below), cgh: reached === null ? null : reached / 100 / this.lines.bottom,
      coverage: percent(selected, this.all), leakage: percent(this.leaked, this.children), inclusionBeyondBracket: percent(this.selectedBeyond, selected),
    };
  }
}
