import type { RuleSetInForce } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

/** Limits that steps are held against come from the rule sets themselves. */
@Controller()
export class RuleSetConsumer {
  @Consumes('hearth.eligibility.RuleSetInForce', [1])
  async inForce(@Payload() { data }: Fact<RuleSetInForce>, @Ctx() { known }: FactContext): Promise<void> { await known.put('rule-set', data.ruleSet, data.document); }
}
