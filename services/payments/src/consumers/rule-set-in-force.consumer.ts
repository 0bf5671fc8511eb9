import type { RuleSetInForce } from '@hearth/contracts';
import { Consumes, type Fact, type FactContext } from '@hearth/messaging';
import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import type { PayRule } from '../payroll/pay-day.ts';

/** Of a rule set payments needs only where, when and by which day of the month it pays. */
@Controller()
export class RuleSetInForceConsumer {
  @Consumes('hearth.eligibility.RuleSetInForce', [1])
  async on(@Payload() fact: Fact<RuleSetInForce>, @Ctx() { known }: FactContext): Promise<void> {
    const { ruleSet, programme, scope, document } = fact.data;
    const rule: PayRule = { programme, scope, payDay: document.payment.payDay };
    await known.put('rule-set', ruleSet, rule);
  }
}
