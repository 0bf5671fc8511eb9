/** Where a command speaks: with --json one document on one line of stdout and words on stderr, else words on stdout. */
export interface Output { say(line: string): void; answer(document: object, words: string): void }

export const output = (json: boolean): Output => ({
  say: (line) => { (json ? process.stderr : process.stdout).write(`${line}\n`); },
  answer: (document, words) => { process.stdout.write(json ? `${JSON.stringify(document)}\n` : `${words}\n`); },
});
