import type { ActualAgainstFormula, Base, BootstrapRow, BracketFigures, ExcludedProfile, LeftOut, Simulation, StandardErrors, Unit } from '@hearth/targeting';

/** A survey as a study names it. `sha256` is of the file that was read. */
export interface StudiedSurvey {
  readonly name: string;
  readonly source: string;
  /** Invented households: every document says so. */
  readonly synthetic: boolean;
  readonly sha256: string;
  readonly rows: number;
  /** Households evaluated, and those that some formula could not decide. */
  readonly evaluated: number;
  readonly undecided: number;
  readonly leftOut: LeftOut;
  readonly base: Base;
}

export interface StudiedFormula {
  readonly name: string;
  readonly method: string;
  readonly hash: string;
  readonly questions: number;
  /** Squared weighted correlation of the score with ln consumption over the evaluated households. */
  readonly r2: number | null;
}

/** Table 2: who each formula's own threshold calls eligible. */
export interface CoverageRow { readonly formula: string; readonly families: number; readonly children: number; readonly cost: number; readonly coverage: number | null; readonly inclusion: number | null; readonly exclusion: number | null }
/** Table 3: errors among the poorest so many by each formula; percentages. */
export interface ErrorRow {
  readonly formula: string;
  readonly families: number;
  readonly poorBeneficiaries: number | null;
  readonly extremePoorBeneficiaries: number | null;
  readonly inclusion: number | null;
  readonly exclusion: number | null;
  readonly inclusionExtreme: number | null;
  readonly exclusionExtreme: number | null;
  readonly leakage: number | null;
  readonly cgh: number | null;
}
/** Table 4: how far from the line the errors of Table 3 lie; % of the wrongly included and of the wrongly excluded. */
export interface DistanceRow { readonly formula: string; readonly above: readonly (number | null)[]; readonly below: readonly (number | null)[] }
export type BracketRow = { readonly formula: string } & BracketFigures;

/** An area's weighted households, the poor among them, and by formula the % of its households that is selected. */
export type StudiedArea = { readonly area: string; readonly households: number; readonly poor: number; readonly povertyRate: number } & { readonly [formula: string]: number | string };
/** Keys of an area's row that no formula may be called. */
export const AREA_KEYS = ['area', 'households', 'poor', 'povertyRate'] as const;

/** Pearson's correlation of coverage with the poverty rate over areas, each counted once; and without one area at a time. */
export interface StudiedCorrelation { readonly formula: string; readonly all: number | null; readonly without: readonly { readonly area: string; readonly r: number | null }[] }

/** A cut-off: a score, the % of households up to it, and the errors that follow. */
export interface StudiedCutoff { readonly cutoff: number; readonly coverage: number; readonly inclusion: number; readonly exclusion: number }

export interface QuadrantCounts { readonly southWest: number; readonly southEast: number; readonly northWest: number; readonly northEast: number }
/** The paper's Figure 5. South are the selected, west the poor: south-east are the wrongly included, north-west the wrongly excluded. */
export interface StudiedQuadrants {
  /** Ln consumption per head against the score (negated where high scores are poor); drawn by seed where there are many. */
  readonly points: readonly (readonly [number, number])[];
  /** Households of the survey, and weighted. Exact, however few points are drawn. */
  readonly counts: QuadrantCounts;
  readonly weighted: QuadrantCounts;
  /** Ln of the line; the score at which the selection ends, drawn as the points are. */
  readonly line: number;
  readonly cutoff: number | null;
  readonly negated: boolean;
}

export interface Confidence { readonly replicates: number; readonly seed: number; readonly rows: readonly BootstrapRow[] }

/** A programme to simulate, formulas by their names in the study. */
export interface ProgrammePlan {
  readonly formula: string | null;
  readonly amount: number;
  readonly per: 'child' | 'household';
  readonly childrenColumn: string | null;
  readonly conditions: readonly { readonly column: string; readonly oneOf: readonly string[] }[];
  readonly cap: number | null;
  readonly against: { readonly formula: string | null; readonly amount: number } | null;
}

export interface StudyOptions {
  readonly line: number;
  readonly extremeLine: number | null;
  /** How many are reached in Tables 3 and 4, by area, in the quadrants and profiles; null = whom each formula calls eligible. */
  readonly budget: number | 'poor' | null;
  readonly unit: Unit;
  readonly amount: number;
  readonly bottom: number;
  readonly brackets: readonly number[];
  /** 0 = no confidence limits. */
  readonly replicates: number;
  readonly seed: number;
  readonly programme: ProgrammePlan | null;
}

/** What was asked for when the formulas were fitted for this study. */
export interface FittedWith { readonly methods: readonly string[]; readonly by: string; readonly se: StandardErrors | null }

/** Everything a study found, the same for the same survey, formulas and options. `hash` is the SHA-256 of the canonical JSON of the rest. */
export interface StudyResult {
  readonly survey: StudiedSurvey;
  readonly options: StudyOptions;
  readonly fitted: FittedWith | null;
  readonly formulas: readonly StudiedFormula[];
  readonly tables: { readonly coverage: readonly CoverageRow[]; readonly errors: readonly ErrorRow[]; readonly distances: readonly DistanceRow[] };
  readonly brackets: readonly BracketRow[];
  readonly confidence?: Confidence;
  readonly areas: readonly StudiedArea[];
  readonly correlations: readonly StudiedCorrelation[];
  readonly curve: Readonly<Record<string, readonly StudiedCutoff[]>>;
  readonly quadrants: Readonly<Record<string, StudiedQuadrants>>;
  readonly profile: Readonly<Record<string, ExcludedProfile>>;
  readonly actual?: Readonly<Record<string, ActualAgainstFormula>>;
  readonly programme?: Simulation;
  /** Parts that could not be made, and why. */
  readonly notes: readonly StudyNote[];
  readonly hash: string;
}

/** `no-cutoff`: Table 2 needs formulas with a cut-off. `too-many-households`: areas and profiles hold the survey in memory. `sampled-curve`: the curves are of so many households drawn by seed. */
export interface StudyNote { readonly code: 'no-cutoff' | 'too-many-households' | 'sampled-curve'; readonly households?: number }
