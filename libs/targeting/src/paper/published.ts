/** What M. C. Araujo (2006), Assessment of the Child Money Program, World Bank Working Paper on Mongolia 2006-1, published; percentages, households, children, MNT millions. */
export const FORMULA_NAMES = ['PRR', 'C', 'C1', 'PC'] as const;
export type PaperFormula = (typeof FORMULA_NAMES)[number];
export interface PublishedRow { readonly figure: string; readonly unit: 'households' | 'children' | 'MNT million' | '%'; readonly values: readonly [number, number, number, number] }

/** Predicted beneficiaries at each formula's own threshold. */
export const TABLE_2: readonly PublishedRow[] = [
  { figure: 'families', unit: 'households', values: [223_842, 106_346, 119_188, 212_787] },
  { figure: 'children', unit: 'children', values: [600_515, 359_281, 394_892, 671_447] },
  { figure: 'cost', unit: 'MNT million', values: [21_619, 12_934, 14_216, 24_172] },
];

/** The poorest 146,000 households with children by each formula. Its shares do not follow from exactly 146,000 beneficiaries, so counts and shares differ from ours in different ways. */
export const TABLE_3: readonly PublishedRow[] = [
  { figure: 'poorBeneficiaries', unit: 'households', values: [85_500, 90_000, 95_000, 79_000] },
  { figure: 'poorShare', unit: '%', values: [62, 64, 67, 54] },
  { figure: 'extremeShare', unit: '%', values: [20, 23, 23.7, 17] },
  { figure: 'inclusion', unit: '%', values: [38, 36, 33, 46] },
  { figure: 'exclusion', unit: '%', values: [42, 38, 35, 45] },
  { figure: 'extremePoorBeneficiaries', unit: 'households', values: [28_000, 32_000, 33_900, 25_000] },
  { figure: 'exclusionExtreme', unit: '%', values: [27, 17, 11.7, 34] },
];

/** How the errors of Table 3 lie by distance to the line. */
export const TABLE_4: readonly PublishedRow[] = [
  { figure: 'above[0]', unit: '%', values: [29, 33, 39, 27] },
  { figure: 'above[1]', unit: '%', values: [34, 34, 33, 32] },
  { figure: 'above[2]', unit: '%', values: [21, 22, 21, 23] },
  { figure: 'above[3]', unit: '%', values: [16, 11, 7, 17] },
  { figure: 'below[0]', unit: '%', values: [24, 28, 31, 23] },
  { figure: 'below[1]', unit: '%', values: [22, 21, 24, 21] },
  { figure: 'below[2]', unit: '%', values: [19, 22, 21, 19] },
  { figure: 'below[3]', unit: '%', values: [35, 29, 24, 37] },
];
