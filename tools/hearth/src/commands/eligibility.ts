import { readFileSync } from 'node:fs';
import type { RuleSetComparison } from '@hearth/rules';
import { CommandProblem, OK, USAGE } from '../exit.ts';
import { output } from '../output.ts';

interface EvaluateOptions { readonly ruleSet: string; readonly case: string; readonly json?: boolean }

/** Applies a rule set, by the id of one that Hearth brings or as a file, to a case in a file; needs no running Hearth. @returns the exit code */
export async function evaluateCase(options: EvaluateOptions): Promise<number> {
  const { evaluate, inForceFor, notAskedFor, readCase, readRules } = await import('@hearth/rules');
  const document = await ruleSetDocument(options.ruleSet);
  const rules = await readable('rule set', options.ruleSet, document, readRules);
  const facts = await readable('case', options.case, jsonFile(options.case), readCase);
  const { ruleSet, result, money, shares, items, score, provisional, trace } = evaluate(rules, facts);
  const inForce = inForceFor(document, facts);
  const notAsked = notAskedFor(rules, facts);
  const amount = money === null ? '' : `, ${(money.minor / 100).toFixed(2)} ${money.currency} a month`;
  const warnings = [...(inForce !== false ? [] : [`${ruleSet} is not in force on ${facts.asOf} in ${facts.area}`]), ...Object.entries(notAsked).flatMap(([what, names]) => ((names as readonly string[]).length > 0 ? [`not asked for by ${ruleSet}: ${what} ${(names as readonly string[]).join(', ')}`] : []))];
  const words = [`${ruleSet}: ${result}${amount}`, ...warnings, ...trace.map((line) => `${SIGNS[String(line.result) as keyof typeof SIGNS]} ${line.rule}: ${line.reason.en} (${line.source})`)];
  output(options.json ?? false).answer({ ruleSet, result, money, shares, items, score, provisional, inForce, notAsked, trace }, words.join('\n'));
  return OK;
}

/** What differs between two rule sets, by id or as files. @returns the exit code */
export async function compareTwoRuleSets(before: string, after: string, options: { readonly json?: boolean }): Promise<number> {
  const { compareRuleSets, readRules } = await import('@hearth/rules');
  const documents = await Promise.all([before, after].map(async (named) => {
    const document = await ruleSetDocument(named);
    await readable('rule set', named, document, readRules);
    return document;
  }));
  const found = compareRuleSets(documents[0], documents[1]);
  output(options.json ?? false).answer(found, comparisonInWords(found).join('\n'));
  return OK;
}

function comparisonInWords({ before, after, conditions, figures, sources, others }: RuleSetComparison): string[] {
  const yuan = (minor: number | null): string => (minor === null ? '–' : (minor / 100).toFixed(2));
  return [
    `${before} → ${after}`,
    ...conditions.map(({ rule, of, change, fields }) => `${SIGN_OF[change]} ${of}: ${rule}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`),
    ...figures.map(({ figure, area, urban, from, to, before: old, after: now }) => `~ ${figure} of ${area}${urban === null ? '' : urban ? ' urban' : ' rural'} from ${from}${to === null ? '' : ` to ${to}`}: ${yuan(old)} → ${yuan(now)}`),
    ...sources.map(({ path, before: old, after: now }) => `~ source of ${path}: ${old ?? '–'} → ${now ?? '–'}`),
    ...others.map(({ path }) => `~ ${path}`),
  ];
}

const SIGN_OF = { added: '+', removed: '−', changed: '~' } as const;

/** The rule sets that Hearth brings. @returns the exit code */
export async function listRuleSets(options: { readonly json?: boolean }): Promise<number> {
  const { shippedRuleSet, shippedRuleSets } = await import('@hearth/rules/shipped');
  const { asksOf, readRules } = await import('@hearth/rules');
  const items = shippedRuleSets().map((id) => ({ id, ...titleOf(shippedRuleSet(id)), asks: asksOf(readRules(shippedRuleSet(id))) }));
  output(options.json ?? false).answer({ items }, items.map(({ id, title }) => `${id.padEnd(22)} ${title}`).join('\n'));
  return OK;
}

const SIGNS = { true: '✓', false: '✗', null: '?' } as const;

const titleOf = (document: unknown): { title: string; source: string } => {
  const { title, source } = document as { readonly title: { readonly en: string }; readonly source: string };
  return { title: title.en, source };
};

async function ruleSetDocument(named: string): Promise<unknown> {
  const { shippedRuleSet, shippedRuleSets } = await import('@hearth/rules/shipped');
  if (named.endsWith('.json')) return jsonFile(named);
  const document = shippedRuleSet(named);
  if (document === null) throw new CommandProblem(USAGE, `hearth: no rule set ${named}; there are: ${shippedRuleSets().join(', ')}; or name a file.json`);
  return document;
}

function jsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    // What a parser says may quote the file.
    throw new CommandProblem(USAGE, `hearth: ${path} ${error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'}`);
  }
}

/** @throws CommandProblem 2 with the path of the first fault in the document */
async function readable<T>(what: string, name: string, document: unknown, read: (document: unknown) => T): Promise<T> {
  const { Unreadable } = await import('@hearth/rules');
  try {
    return read(document);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new CommandProblem(USAGE, `hearth: the ${what} ${name} cannot be read: ${error.message}`);
  }
}
