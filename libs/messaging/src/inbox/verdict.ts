import type { Basis } from '@hearth/event-sourcing';
import { MalformedFact } from '../envelope.ts';
import type { Fact } from '../fact.ts';
import type { ValidateEvent } from '../relay/publication.ts';
import { describe, type Failure } from './failure.ts';
import type { FactHandler } from './handler.ts';
import type { Heard } from './heard.ts';

export type Handlers = ReadonlyMap<string, FactHandler>;

/** What a service understands; `validate` says what its handlers would miss in the data. */
export interface Rules { readonly handlers: Handlers; readonly validate: ValidateEvent }

export type Verdict =
  | { readonly is: 'dead'; readonly failure: Failure }
  | { readonly is: 'unheard'; readonly fact: Fact }
  | { readonly is: 'waiting'; readonly needs: readonly Basis[] }
  | { readonly is: 'ready'; readonly fact: Fact; readonly handler: FactHandler };

/** What is to be done with a fact whose turn it is. */
export function verdictOn(fact: Fact | MalformedFact, { handlers, validate }: Rules, heard: Heard): Verdict {
  if (fact instanceof MalformedFact) return { is: 'dead', failure: describe(fact) };
  const handler = handlers.get(fact.type);
  if (!handler) return { is: 'unheard', fact };
  if (heard.isPast(fact)) return { is: 'dead', failure: { code: 'OldEpoch', message: `${fact.stream} has gone on in a newer epoch of its log than ${fact.logepoch}, in which this was said` } };
  if (!handler.versions.includes(fact.dataversion)) {
    return { is: 'dead', failure: { code: 'UnsupportedVersion', message: `${fact.type} comes in version ${fact.dataversion}, understood are ${handler.versions.join(', ')}` } };
  }
  const problems = validate(fact.type, fact.dataversion, fact.data);
  if (problems.length > 0) return { is: 'dead', failure: { code: 'ContractBroken', message: problems.join('; ').slice(0, 500) } };
  const needs = heard.missing(fact);
  return needs.length > 0 ? { is: 'waiting', needs } : { is: 'ready', fact, handler };
}
