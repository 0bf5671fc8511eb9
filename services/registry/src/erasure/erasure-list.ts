import { type Erasure, EventStore, type KeyProvider } from '@hearth/event-store';
import { dayOf } from '@hearth/kernel';
import { ERASURE_LIST, KEYS, log, ServiceWork } from '@hearth/service-host';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { personDecider } from '../person/person.decider.ts';
import { forgetTokens } from '../search/person-token-holder.ts';
import { placeOfPerson } from './place-of-person.ts';

const SELF = { sub: 'service:registry', role: 'service', area: '*' } as const;

/**
 * Before anybody is served: whoever the log or the key folder says to be erased, is. So an erasure that was broken off is finished, a restored key folder
 * brings nobody back, and a restored log is told again what it had forgotten.
 */
@Injectable()
export class ErasureList implements OnModuleInit {
  constructor(@Inject(EventStore) private readonly store: EventStore, @Inject(KEYS) private readonly keys: KeyProvider, @Inject(ServiceWork) private readonly work: ServiceWork) {}

  async onModuleInit(): Promise<void> {
    const [decided, marked] = await Promise.all([this.decided(), this.keys.erasures()]);
    for (const { person, proposedBy, approvedBy } of decided) await this.keys.erase(person, this.access(person), { proposedBy, approvedBy });
    const inLog = new Set(decided.map(({ person }) => person));
    for (const erasure of marked) {
      await this.keys.erase(erasure.person, this.access(erasure.person)); // a key that came back beside its mark goes
      if (!inLog.has(erasure.person)) await this.tellAgain(erasure);
    }
  }

  private access(person: string): { purpose: string; actor: typeof SELF; about: string } { return { purpose: ERASURE_LIST, actor: SELF, about: `person-${person}` }; }

  private decided(): Promise<readonly { person: string; proposedBy: string; approvedBy: string }[]> {
    return this.store.inTransaction(async (tx) => (await tx.query<{ person: string; proposedBy: string; approvedBy: string }>(
      "SELECT data->>'person' AS person, data->>'proposedBy' AS \"proposedBy\", data->>'approvedBy' AS \"approvedBy\" FROM events WHERE type = 'PersonErased' ORDER BY position")).rows);
  }

  /** The log is older than the mark. A person whom it does not know at all was registered after what was restored. */
  private async tellAgain({ person, at, proposedBy = SELF.sub, approvedBy = SELF.sub }: Erasure): Promise<void> {
    const told = await this.work.run(async (unit) => {
      const { events } = await unit.decide(personDecider, person, { type: 'RepeatErasure', person, at, on: dayOf(at), proposedBy, approvedBy }, await placeOfPerson(unit.tx, person));
      await forgetTokens(unit.tx, person);
      return events.length > 0;
    });
    if (told) log.warn({ service: 'registry', person }, 'the log had forgotten an erasure and was told again');
  }
}
