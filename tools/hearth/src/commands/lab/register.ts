import { InvalidArgumentError, Option, type Command } from 'commander';
import type { BootstrapFlags } from './bootstrap.ts';
import type { CompareFlags } from './compare.ts';
import type { DetailFlags } from './detail.ts';
import type { ExplainFlags } from './explain.ts';
import type { FitFlags } from './fit.ts';
import type { PaperFlags, SyntheticFlags } from './paper.ts';
import type { ScoreFlags } from './score.ts';
import type { SimulateFlags } from './simulate.ts';
import type { ValidateFlags } from './validate.ts';

type Ends = <A extends unknown[]>(run: (...args: A) => Promise<number>) => (...args: A) => Promise<void>;

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('must be a number');
  return value;
}
const budget = (text: string): number | 'poor' => (text === 'poor' ? 'poor' : number(text));
const collect = (text: string, before: readonly string[] | undefined): string[] => [...(before ?? []), text];

const METHODS = ['ols', 'stepwise', 'prr', 'pc', 'quantile', 'logit', 'lasso', 'gbm'];
const json = (): Option => new Option('--json', 'one JSON document on one line of stdout; words go to stderr');
const map = (): Option => new Option('--map <file>', 'column map (JSON); without it the one of the formula');
const formulas = (): Option => new Option('--formula <file...>', 'formulas written by `lab fit`').makeOptionMandatory();
const lines = (command: Command): Command => command.option('--line <number>', 'poverty line per head per month; without it the map’s', number).option('--extreme-line <number>', 'extreme line', number);

/** Options that the tables have in common. */
const tables = (command: Command): Command => lines(command)
  .option('--budget <number>', '`poor` or a number: the poorest so many by each formula; without it, whom each formula calls eligible', budget)
  .addOption(new Option('--unit <unit>', 'what is counted').choices(['household', 'child', 'person']).default('household'))
  .option('--amount <number>', 'benefit per child per month', number, 3000).option('--bottom <share>', 'bottom share for the Coady–Grosh–Hoddinott index', number, 0.2)
  .option('--bracket <share>', 'bracket around the line, as a cut-off and as a tolerance', number, 0);

/** Documents to write beside the answer. */
const reports = (command: Command): Command => command
  .option('--csv <file>', 'write the whole comparison as CSV: tables, brackets, areas, curves, quadrants, profiles').option('--xlsx <file>', 'the same as a workbook, a sheet for each table').option('--pdf <file>', 'the same on paper, with figures')
  .addOption(new Option('--language <language>', 'language of the documents').choices(['en', 'mn']).default('en'));

/** How a fit is asked for. */
const fits = (command: Command): Command => command
  .addOption(new Option('--method <method>', 'how to fit').choices(METHODS).makeOptionMandatory())
  .addOption(new Option('--se <kind>', 'standard errors; default design where there are clusters or strata, else classic').choices(['classic', 'hc1', 'cluster', 'design']))
  .addOption(new Option('--by <grouping>', 'an equation for each').choices(['stratum', 'urban', 'none']).default('stratum'))
  .option('--tau <share>', 'quantile regression: which quantile', number).option('--lambda <number>', 'lasso: the penalty', number)
  .option('--folds <n>', 'folds by whole clusters', number).option('--seed <n>', 'seed of the folds', number);

/** `hearth lab …`: the laboratory of targeting. Each command loads the library only when it runs. */
export function lab(program: Command, ends: Ends): void {
  const command = program.command('lab').description('the laboratory of targeting: fit, score, compare formulas on a survey; no running Hearth needed');
  fits(command.command('fit').argument('<survey>', 'CSV').requiredOption('--map <file>', 'column map (JSON)')).option('--out <file>', 'write the formula there too').option('--author <name>', 'who fits', 'lab').option('--date <day>', 'the day to note in the formula')
    .addOption(json()).description('fit a formula; its JSON is the formula').action(ends(async (survey: string, flags: FitFlags) => (await import('./fit.ts')).fit(survey, flags)));
  command.command('score').argument('<survey>', 'CSV').requiredOption('--formula <file>', 'a formula').addOption(map()).option('--out <file>', 'CSV to write; without it stdout').addOption(json())
    .description('score every household: household,score,predicted,eligible').action(ends(async (survey: string, flags: ScoreFlags) => (await import('./score.ts')).score(survey, flags)));
  reports(tables(command.command('compare').argument('<survey>', 'CSV').addOption(formulas()).addOption(map()))).option('--title <text>', 'of the documents').option('--source <text>', 'of the survey, for the documents').option('--synthetic', 'the documents say that the survey is invented').addOption(json())
    .description('errors, coverage and cost of formulas side by side').action(ends(async (survey: string, flags: CompareFlags) => (await import('./compare.ts')).compare(survey, flags)));
  tables(command.command('bootstrap').argument('<survey>', 'CSV').addOption(formulas()).addOption(map())).option('--replicates <n>', 'how many', number, 500).option('--seed <n>', 'seed', number, 2002)
    .option('--workers <n>', 'threads; default one per core', number).option('--refit', 'fit the formulas anew in each replicate').addOption(json())
    .description('confidence intervals by resampling whole clusters').action(ends(async (survey: string, flags: BootstrapFlags) => (await import('./bootstrap.ts')).bootstrap(survey, flags)));
  tables(fits(command.command('validate').argument('<survey>', 'CSV').requiredOption('--map <file>', 'column map (JSON)'))).addOption(json())
    .description('errors out of sample: each fold is scored by a formula fitted on the others').action(ends(async (survey: string, flags: ValidateFlags) => (await import('./validate.ts')).validate(survey, flags)));
  lines(command.command('detail').argument('<survey>', 'CSV').requiredOption('--formula <file>', 'a formula').addOption(map()))
    .option('--budget <number>', '`poor` or a number of households: the poorest so many; without it, whom the formula calls eligible', budget).option('--amount <number>', 'benefit per child per month', number, 3000).addOption(json())
    .description('one formula closely: quadrants, error curve, areas, who is wrongly excluded, actual beneficiaries').action(ends(async (survey: string, flags: DetailFlags) => (await import('./detail.ts')).detail(survey, flags)));
  lines(command.command('simulate').argument('<survey>', 'CSV').option('--formula <file>', 'who is eligible; without it everybody').option('--against <file>', 'formula of the programme in force').addOption(map()))
    .option('--amount <number>', 'per month', number, 3000).option('--against-amount <number>', 'of the programme in force; default the same', number).addOption(new Option('--per <unit>', 'what the amount is for').choices(['child', 'household']).default('child'))
    .option('--children-column <column>', 'children within the programme’s age limits').option('--where <column=levels>', 'condition: COLUMN=LEVEL|LEVEL; may be repeated', collect).option('--cap <number>', 'most that a month may cost', number).addOption(json())
    .description('who gains and loses, cost, poverty with and without the transfer').action(ends(async (survey: string, flags: SimulateFlags) => (await import('./simulate.ts')).simulate(survey, flags)));
  command.command('explain').requiredOption('--formula <file>', 'a formula').requiredOption('--answers <file>', 'a household’s answers (JSON: column → answer)').addOption(json())
    .description('one household’s score with what every variable added').action(ends(async (flags: ExplainFlags) => (await import('./explain.ts')).explain(flags)));
  reports(command.command('paper').option('--seed <n>', 'seed of the synthetic survey', number)).addOption(json())
    .description('the paper’s tables beside ours on the synthetic survey').action(ends(async (flags: PaperFlags) => (await import('./paper.ts')).paper(flags)));
  command.command('synthetic').requiredOption('--out <folder>', 'where to write survey.csv and its two maps').option('--seed <n>', 'seed', number)
    .description('write the synthetic 2002-like survey').action(ends(async (flags: SyntheticFlags) => (await import('./paper.ts')).synthetic(flags)));
}
