import type { AuthorisationEnded, AuthorisationSigned } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { HIAVS_CONFIG, type HiavsConfig } from '../hiavs.config.ts';
import { OpenInquiries } from '../inquiries/open-inquiries.ts';
import { type Authorisation, declaredOf, inTurn, leaveOf, verificationsOf } from '../known/registry-facts.ts';
import { verificationDecider } from '../verification/verification.decider.ts';

/** May ask, may no longer ask: open verifications of the household follow its signature at once. */
@Controller()
export class AuthorisationConsumer {
  constructor(@Inject(OpenInquiries) private readonly open: OpenInquiries, @Inject(HIAVS_CONFIG) private readonly config: HiavsConfig) {}

  @Consumes('hearth.registry.AuthorisationSigned', [1])
  async signed(@Payload() { data, area }: Fact<AuthorisationSigned>, @Ctx() { known, unit, tx }: FactContext): Promise<void> {
    await inTurn(tx, data.household);
    const authorisation: Authorisation = { ...data, ended: false };
    await known.put('authorisation', data.authorisation, authorisation, data.household);
    for (const { id, programme } of await verificationsOf(known, data.household)) {
      if (programme !== data.programme) continue;
      const { state: { opened } } = await unit.load(verificationDecider, id);
      const permission = await leaveOf(known, authorisation, opened?.people ?? []);
      if (!permission) continue;
      const { events } = await unit.decide(verificationDecider, id, { type: 'NoteAuthorisation', permission, at: unit.at }, { household: data.household, area });
      await this.open.follow(tx, id, events);
    }
  }

  @Consumes('hearth.registry.AuthorisationEnded', [1])
  async ended(@Payload() { data: { household, authorisation, reason }, area }: Fact<AuthorisationEnded>, @Ctx() { known, unit, tx }: FactContext): Promise<void> {
    await inTurn(tx, household);
    await known.merge('authorisation', authorisation, { ended: true }, household);
    const comparison = { declared: await declaredOf(known, household), tolerance: this.config.tolerance };
    for (const { id } of await verificationsOf(known, household)) {
      const { events } = await unit.decide(verificationDecider, id, { type: 'EndAuthorisation', authorisation, reason, comparison, at: unit.at }, { household, area });
      await this.open.follow(tx, id, events);
    }
  }
}
