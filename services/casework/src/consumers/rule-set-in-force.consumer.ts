import type { RuleSetInForce } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';

/** Steps, documents and clocks come with the rule set; nobody but eligibility reads rule files. */
@Controller()
export class RuleSetInForceConsumer {
  @Consumes('hearth.eligibility.RuleSetInForce', [1])
  on(@Payload() { data }: Fact<RuleSetInForce>, @Ctx() { known }: FactContext): Promise<void> {
    return known.put('rule-set', data.ruleSet, { ...data.document, scope: data.scope });
  }
}
