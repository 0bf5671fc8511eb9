import { Rejection } from '@hearth/event-sourcing';
import { EventStore, type Tx } from '@hearth/event-store';
import type { Formula } from '@hearth/targeting';
import { Inject, Injectable } from '@nestjs/common';
import { formulaDecider } from './formula.decider.ts';

const MOST_HELD = 16;

/** Registered formulas by their id. A formula never changes, so the ones last asked for are held. */
@Injectable()
export class FormulaLibrary {
  private readonly held = new Map<string, Formula>();

  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** @throws Rejection not-found (404) */
  async formula(id: string, tx?: Tx): Promise<Formula> {
    const formula = this.held.get(id) ?? await this.read(id, tx);
    this.held.delete(id);
    this.held.set(id, formula);
    for (const oldest of this.held.keys()) {
      if (this.held.size <= MOST_HELD) break;
      this.held.delete(oldest);
    }
    return formula;
  }

  private async read(id: string, tx?: Tx): Promise<Formula> {
    const { state: { status, artefact } } = await this.store.load(formulaDecider, id, tx);
    if (status === 'none') throw new Rejection('not-found', 'There is no such formula.', { status: 404 });
    return artefact as Formula;
  }
}
