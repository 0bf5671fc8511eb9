export const sections = ['scope', 'counted', 'figures', 'income', 'property', 'limits', 'definitions', 'conditions', 'scorecard', 'beneficiaries', 'each', 'paid', 'amount', 'items', 'procedure', 'payment'] as const;
export type Section = (typeof sections)[number];

/** One rule of a document as it is read: the same key in two documents is the same rule. */
export interface Entry { readonly key: string; readonly section: Section; readonly title: string; readonly text: string; /** Empty: the source of the whole document. */ readonly source: string }
