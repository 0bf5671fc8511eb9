import type { VerificationRequested } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OpenInquiries } from '../inquiries/open-inquiries.ts';
import { type Authorisation, inTurn, type KnownVerification, leaveOf } from '../known/registry-facts.ts';
import { inquiriesFor, itemsFor } from '../verification/staging.ts';
import { verificationDecider } from '../verification/verification.decider.ts';

/** The fan-out: what may be asked is written down with the fact that it was asked for, and the process takes it from there. */
@Controller()
export class VerificationRequestedConsumer {
  constructor(@Inject(OpenInquiries) private readonly open: OpenInquiries) {}

  @Consumes('hearth.casework.VerificationRequested', [1])
  async on(@Payload() { data: request, area, correlationid }: Fact<VerificationRequested>, @Ctx() { known, unit, tx }: FactContext): Promise<void> {
    const { household, verification, programme, people, sources } = request;
    await inTurn(tx, household);
    const authorisation = await known.get<Authorisation>('authorisation', request.authorisation);
    // Somebody else's signature, or one for another programme, allows nothing here.
    const fits = authorisation?.household === household && authorisation.programme === programme;
    const permission = await leaveOf(known, fits ? authorisation : null, people);
    const body: KnownVerification = { programme, area, correlation: correlationid };
    await known.put('verification', verification, body, household);
    const { events } = await unit.decide(verificationDecider, verification, {
      type: 'OpenVerification', request, permission, inquiries: inquiriesFor(verification, people, sources), items: itemsFor(verification, people), at: unit.at,
    }, { household, area });
    await this.open.follow(tx, verification, events);
  }
}
