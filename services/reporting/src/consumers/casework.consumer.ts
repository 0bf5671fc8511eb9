import type {
  ApplicantInformed, ApplicationAccepted, ApplicationReturned, ApplicationSubmitted, BenefitApproved, BenefitChanged, BenefitEnded, BenefitRefused, MeetingHeld, OpinionGiven, PaymentOrdered, ProposalForwarded, PublicationEnded,
  PublicationPosted, SpotCheckDrawn, SpotCheckRecorded, VerificationRequested, VisitRecorded,
} from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { ALL_AREAS, completedAge } from '@hearth/kernel';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { type Milestone, reached } from '../milestones.ts';

/** Each of these facts is one milestone of its application. */
const SINGLE: Readonly<Record<string, Milestone>> = {
  'hearth.casework.ApplicationReturned': 'returned', 'hearth.casework.VerificationRequested': 'requested', 'hearth.casework.VisitRecorded': 'visited', 'hearth.casework.MeetingHeld': 'met',
  'hearth.casework.ProposalForwarded': 'forwarded', 'hearth.casework.OpinionGiven': 'opinion', 'hearth.casework.PaymentOrdered': 'listed',
};
type SingleMilestone = ApplicationReturned | VerificationRequested | VisitRecorded | MeetingHeld | ProposalForwarded | OpinionGiven | PaymentOrdered;

@Controller()
export class CaseworkConsumer {
  @Consumes(Object.keys(SINGLE), [1])
  async milestone(@Payload() fact: Fact<SingleMilestone>, @Ctx() { tx }: FactContext): Promise<void> {
    const key = SINGLE[fact.type];
    if (key) await reached(tx, fact.data.application, key, fact);
  }

  @Consumes('hearth.casework.ApplicationSubmitted', [1])
  async submitted(@Payload() fact: Fact<ApplicationSubmitted>, @Ctx() { tx }: FactContext): Promise<void> {
    const { application, household, programme } = fact.data;
    await tx.query('INSERT INTO application (application, household, area, programme, submitted_at) VALUES ($1,$2,$3,$4,$5) ON CONFLICT DO NOTHING', [application, household, fact.area ?? ALL_AREAS, programme, fact.time]);
    await reached(tx, application, 'submitted', fact);
  }

  @Consumes('hearth.casework.ApplicationAccepted', [1])
  async accepted(@Payload() fact: Fact<ApplicationAccepted>, @Ctx() { tx }: FactContext): Promise<void> {
    await tx.query('UPDATE application SET rule_set = $2 WHERE application = $1', [fact.data.application, fact.data.ruleSet]);
    await reached(tx, fact.data.application, 'accepted', fact);
  }

  @Consumes('hearth.casework.PublicationPosted', [1])
  async posted(@Payload() fact: Fact<PublicationPosted>, @Ctx() { tx }: FactContext): Promise<void> {
    await reached(tx, fact.data.application, fact.data.stage === 'town' ? 'town-posted' : 'county-posted', fact, fact.data.postedOn);
  }

  @Consumes('hearth.casework.PublicationEnded', [1])
  async ended(@Payload() fact: Fact<PublicationEnded>, @Ctx() { tx }: FactContext): Promise<void> {
    await reached(tx, fact.data.application, fact.data.stage === 'town' ? 'town-ended' : 'county-ended', fact, fact.data.on);
  }

  @Consumes('hearth.casework.ApplicantInformed', [1])
  async informed(@Payload() fact: Fact<ApplicantInformed>, @Ctx() { tx }: FactContext): Promise<void> {
    await reached(tx, fact.data.application, fact.data.step === 8 ? 'informed-8' : 'informed-14', fact, fact.data.on);
  }

  @Consumes('hearth.casework.SpotCheckDrawn', [1])
  async drawn(@Payload() { data }: Fact<SpotCheckDrawn>, @Ctx() { tx }: FactContext): Promise<void> {
    await tx.query('INSERT INTO draw (draw, area, frame, drawn, always, at) VALUES ($1,$2,$3,$4,$5,$6) ON CONFLICT DO NOTHING', [data.draw, data.area, data.frame.length, data.drawn.length, data.always.length, data.at]);
  }

  @Consumes('hearth.casework.SpotCheckRecorded', [1])
  async checked(@Payload() fact: Fact<SpotCheckRecorded>, @Ctx() { tx }: FactContext): Promise<void> {
    await tx.query('INSERT INTO spot_check (application, area, finding, recorded_at) VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING', [fact.data.application, fact.area ?? ALL_AREAS, fact.data.finding, fact.time]);
    await reached(tx, fact.data.application, 'checked', fact, fact.data.on);
  }

  @Consumes('hearth.casework.BenefitApproved', [1])
  async approved(@Payload() fact: Fact<BenefitApproved>, @Ctx() { tx }: FactContext): Promise<void> {
    const { application, approval, household, programme, money, shares, of } = fact.data;
    const { rows } = await tx.query<{ person: string; birth_date: string | null }>('SELECT person, birth_date FROM member WHERE household = $1 AND area IS NOT NULL', [household]);
    const counted = of === 'household' ? rows : rows.filter((member) => shares.some((share) => share.person === member.person));
    const children = counted.filter((member) => member.birth_date !== null && completedAge(member.birth_date, fact.effectiveon) < 18).length;
    await tx.query('INSERT INTO benefit (approval, household, area, programme, persons, children, minor, currency, approved_at) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT DO NOTHING',
      [approval, household, fact.area ?? ALL_AREAS, programme, counted.length, children, money.minor, money.currency, fact.time]);
    await this.decided(fact, 'approved', tx, application);
  }

  @Consumes('hearth.casework.BenefitRefused', [1])
  async refused(@Payload() fact: Fact<BenefitRefused>, @Ctx() { tx }: FactContext): Promise<void> { await this.decided(fact, 'refused', tx, fact.data.application); }

  @Consumes('hearth.casework.BenefitChanged', [1])
  async changed(@Payload() fact: Fact<BenefitChanged>, @Ctx() { tx }: FactContext): Promise<void> {
    await tx.query('INSERT INTO benefit_change (event, approval, minor, changed_at) VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING', [fact.id, fact.data.approval, fact.data.money.minor, fact.time]);
  }

  @Consumes('hearth.casework.BenefitEnded', [1])
  async benefitEnded(@Payload() fact: Fact<BenefitEnded>, @Ctx() { tx }: FactContext): Promise<void> {
    await tx.query('UPDATE benefit SET ended_at = coalesce(ended_at, $2) WHERE approval = $1', [fact.data.approval, fact.time]);
  }

  private async decided(fact: Fact, outcome: 'approved' | 'refused', tx: FactContext['tx'], application: string): Promise<void> {
    // The first decision stays: what was open on a day that is past must not change afterwards.
    await tx.query('UPDATE application SET decided_at = coalesce(decided_at, $2), outcome = $3 WHERE application = $1', [application, fact.time, outcome]);
    await reached(tx, application, 'decided', fact);
  }
}
