/** Where in a survey something is wrong. `row` counts households from 1, the header not counted; `line` is the line of the file. */
export interface SurveyPlace {
  readonly row?: number;
  readonly line?: number;
  readonly column?: string;
  readonly stratum?: string;
}

export type SurveyProblemCode =
  | 'column-map' | 'column-missing' | 'columns-doubled' | 'row-shape' | 'quote-open' | 'record-too-long' | 'encoding' | 'text-in-number' | 'flag-unknown'
  | 'weight-negative' | 'consumption-not-positive' | 'size-not-positive' | 'children-negative' | 'no-households' | 'too-many-rows'
  | 'too-few-households' | 'one-psu' | 'no-poor' | 'all-poor' | 'no-line' | 'no-variables' | 'no-convergence' | 'eigenvalues-equal'
  | 'formula' | 'option' | 'folds';

const where = ({ row, line, column, stratum }: SurveyPlace): string => [
  row === undefined ? '' : `row ${row}${line === undefined ? '' : ` (line ${line})`}`,
  column === undefined ? '' : `column ${column}`,
  stratum === undefined ? '' : `stratum ${stratum}`,
].filter(Boolean).join(', ');

/** Input from which no table can be made. The message names row, column and stratum as far as they are known. */
export class SurveyProblem extends Error {
  override readonly name = 'SurveyProblem';
  constructor(readonly code: SurveyProblemCode, readonly place: SurveyPlace, detail: string) {
    const at = where(place);
    super(at ? `${at}: ${detail}` : detail);
  }
}
