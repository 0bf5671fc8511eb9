import type { UnitOfWork } from '@hearth/messaging';
import { namedId } from '@hearth/service-host';
import { formulaDecider } from './formula.decider.ts';
import { readArtefact } from './read-artefact.ts';

export interface FormulaToRegister {
  /** What `hearth lab fit --json` prints, as an object. */
  readonly artefact: object;
  readonly name: string;
  readonly note: string;
  /** The study it was fitted in; null when it was fitted elsewhere. */
  readonly study?: string | null;
}

/** Stream id of a formula: the same content is always the same id. */
export const formulaId = (hash: string): string => namedId(`formula:${hash}`);

/** A formula belongs to no area and no household, whoever reviews it where. */
export const aboutFormula = (id: string): { household: null; area: null; key: string } => ({ household: null, area: null, key: id });

/**
 * Registers a formula as a draft of the unit's officer.
 * @throws Rejection formula (422) when it is none or was changed since it was sealed, formula-exists (409) when it is registered already
 */
export async function registerFormula(unit: UnitOfWork, { artefact, name, note, study = null }: FormulaToRegister): Promise<{ readonly id: string; readonly version: number }> {
  const { hash, method } = readArtefact(artefact);
  const id = formulaId(hash);
  const { version } = await unit.decide(formulaDecider, id, { type: 'RegisterFormula', name, method, hash, artefact, note, study, by: unit.actor.sub }, aboutFormula(id));
  return { id, version };
}
