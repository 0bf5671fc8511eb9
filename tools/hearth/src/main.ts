import { Command, CommanderError } from 'commander';
import { backup, type BackupCommand } from './commands/backup.ts';
import { bench, BENCHES } from './commands/bench.ts';
import { checkpoint, type CheckpointOptions } from './commands/checkpoint.ts';
import { counts } from './commands/counts.ts';
import { deadLetters, type DeadLettersOptions } from './commands/dead-letters.ts';
import { doctor } from './commands/doctor.ts';
import { faults } from './commands/faults.ts';
import { erasePerson, type EraseOptions } from './commands/erase-person.ts';
import { compareTwoRuleSets, evaluateCase, listRuleSets } from './commands/eligibility.ts';
import { exportLogs, type ExportOptions } from './commands/export-log.ts';
import { kafka } from './commands/kafka.ts';
import { lab } from './commands/lab/register.ts';
import { rotateIndex, rotateMaster } from './commands/keys.ts';
import { republish, type RepublishOptions } from './commands/republish.ts';
import { restore, type RestoreCommand } from './commands/restore.ts';
import { rebuild } from './commands/rebuild.ts';
import { scenario } from './commands/scenario.ts';
import { verifyLog, type VerifyOptions } from './commands/verify-log.ts';
import { CommandProblem, OK, SHORT, USAGE } from './exit.ts';
import { HearthClient } from './client.ts';
import { runningHearth } from './place.ts';
import { stories } from './scenario/stories.ts';

const program = new Command('hearth').description('Hearth from the command line').exitOverride().showHelpAfterError();
const JSON_FLAG = ['--json', 'one JSON document on one line of stdout; words go to stderr'] as const;

/** Commander calls the action; its exit code is the command's answer. */
const ends = <A extends unknown[]>(run: (...args: A) => Promise<number>) => async (...args: A): Promise<void> => { process.exitCode = await run(...args); };

program.command('scenario').argument('<name>', Object.keys(stories).join(' | ')).option(...JSON_FLAG).description('run a story through the public API').action(ends((name: string, options: { json?: boolean }) => scenario(name, options)));
program.command('counts').option(...JSON_FLAG).description('how many facts of each kind there are').action(ends((options: { json?: boolean }) => counts(options)));
program.command('token').argument('<officer>').description('a token of the development sign-in').action(ends(async (officer: string) => {
  process.stdout.write(`${await new HearthClient(runningHearth().url).token(officer)}\n`);
  return OK;
}));
program.command('doctor').option(...JSON_FLAG).description('what this machine offers').action(ends((options: { json?: boolean }) => doctor(options)));
program.command('kafka').option(...JSON_FLAG).description('a local single-node Kafka; its data is kept').action(ends((options: { json?: boolean }) => kafka(options)));
program.command('bench').argument('<name>', BENCHES.join(' | ')).option(...JSON_FLAG).description('measure against a yardstick in the same run').action(ends((name: string, options: { json?: boolean }) => bench(name, options)));
lab(program, ends);
program.command('faults').argument('[options...]', 'see hearth faults --help').helpOption(false).allowUnknownOption().description('break database, broker and processes on purpose, and count what was lost or done twice').action(ends((options: string[]) => faults(options)));
program.command('backup').requiredOption('--out <dir>', 'a new folder; it appears when the backup is complete').option('--keys <dir>', 'copy the keys too, to a place apart from the backup').option(...JSON_FLAG)
  .description('copy the embedded database, while it runs or not').action(ends((options: BackupCommand) => backup(options)));
program.command('restore').requiredOption('--from <dir>', 'a backup').option('--keys <dir>', 'bring back keys that are missing; marks of erased persons always win').option(...JSON_FLAG)
  .description('put a backup in the place of the embedded database, which is kept aside').action(ends((options: RestoreCommand) => restore(options)));
program.command('rebuild').argument('<service>').argument('<projection>').option('--cancel', 'break a running one off').option(...JSON_FLAG).description('build a projection anew while it serves').action(ends((service: string, projection: string, options: { json?: boolean; cancel?: boolean }) => rebuild(service, projection, options)));
program.command('dead-letters').argument('[words...]', '[list] | retry ID | skip ID').option('--service <name>', 'the service that could not apply it; all when absent').option('--reason <text>', 'why it may be left out; kept with your name').option(...JSON_FLAG)
  .description('facts that could not be applied: list, try again, leave out').action(ends((words: string[], options: DeadLettersOptions) => deadLetters(words, options)));
program.command('republish').argument('<service>').requiredOption('--from <position>', 'of the log; 0 = all of it').option(...JSON_FLAG).description('publish facts again, for a subscriber that came late').action(ends((service: string, options: RepublishOptions) => republish(service, options)));
program.command('erase-person').argument('<words...>', '[propose | approve | withdraw] PERSON; PERSON alone is both, in development').option('--reason <text>', 'why, without names or numbers').option(...JSON_FLAG)
  .description('two officers erase a person; there is no way back').action(ends((words: string[], options: EraseOptions) => erasePerson(words, options)));
program.command('checkpoint').option('--out <file>', 'all checkpoints there are, in one file to be kept elsewhere').option(...JSON_FLAG).description('sign what is new in the logs').action(ends((options: CheckpointOptions) => checkpoint(options)));
program.command('export-log').requiredOption('--out <file>', 'a line of JSON for each event').option('--database <url>', 'DATABASE_URL or that of the running Hearth when absent').option(...JSON_FLAG).description('the logs of all services in one file').action(ends((options: ExportOptions) => exportLogs(options)));
program.command('verify-log').option('--export <file>', 'an export alone, instead of a database').option('--checkpoints <place>', 'a file of hearth checkpoint --out, or a folder').option('--public-key <file>', 'PEM or JWK; that of the key folder when absent')
  .option('--database <url>', 'DATABASE_URL or that of the running Hearth when absent').option(...JSON_FLAG).description('whether the logs are as they were written; names the first event that is not').action(ends((options: VerifyOptions) => verifyLog(options)));

const keys = program.command('keys').description('keys of personal data');
keys.command('rotate').option('--keys <dir>', 'the key folder; HEARTH_KEYS or that of HEARTH_DATA when absent').option(...JSON_FLAG).description('wrap every key anew; needs no running Hearth').action(ends((options: { keys?: string; json?: boolean }) => rotateMaster(options)));
keys.command('rotate-index').argument('<purpose>', 'id-number | phone | name').option(...JSON_FLAG).description('a new key for the blind index, while reading goes on').action(ends((purpose: string, options: { json?: boolean }) => rotateIndex(purpose, options)));

const eligibility = program.command('eligibility').description('rule sets applied to a case in a file; needs no running Hearth');
eligibility.command('evaluate').requiredOption('--rule-set <id>', 'one that Hearth brings, or a file.json').requiredOption('--case <file>', 'contracts/eligibility/case.schema.json says what stands in it')
  .option(...JSON_FLAG).description('result, amount and every rule that was asked').action(ends((options: Parameters<typeof evaluateCase>[0]) => evaluateCase(options)));
eligibility.command('diff').argument('<before>', 'one that Hearth brings, or a file.json').argument('<after>').option(...JSON_FLAG).description('what differs between two rule sets: conditions, figures, sources')
  .action(ends((before: string, after: string, options: { json?: boolean }) => compareTwoRuleSets(before, after, options)));
eligibility.command('list').option(...JSON_FLAG).description('the rule sets that Hearth brings').action(ends((options: { json?: boolean }) => listRuleSets(options)));

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? OK : USAGE;
  else {
    process.exitCode = error instanceof CommandProblem ? error.code : SHORT;
    process.stderr.write(`${error instanceof Error ? error.message : 'hearth: failed'}\n`);
  }
}
