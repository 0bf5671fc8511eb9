/** Why a start was refused: one line for a person, one exit code for a script. */
export class StartProblem extends Error {
  readonly code: number;
  readonly line: string;

  constructor(code: number, line: string) {
    super(line);
    this.name = 'StartProblem';
    this.code = code;
    this.line = `hearth: ${line}`;
  }
}

export const exitCodes = { failed: 1, portInUse: 10, folderInUse: 11, notWritable: 12, nodeTooOld: 13, misused: 2 } as const;
