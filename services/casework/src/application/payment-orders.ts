import type { Id, Money } from '@hearth/contracts';
import type { Given, PaymentOrderInput } from './application.commands.ts';
import type { Account, ApplicationEvent } from './application.events.ts';
import type { ApplicationState } from './application.state.ts';
import { aboutOf, ruleSetOf } from './progress.ts';
import { refuse } from './reasons.ts';

/** One order for the household, or one for each person or child, as the rule set pays. */
export function paymentOrders(s: ApplicationState, given: Given, { list, ids, names }: PaymentOrderInput): readonly ApplicationEvent[] {
  const { decision, benefit } = s;
  if (decision?.kind !== 'approved' || !benefit) return refuse('not-approved');
  const { household, programme } = aboutOf(s);
  const { per } = ruleSetOf(s).payment;
  const beneficiaries: readonly { readonly person: Id; readonly money: Money }[] =
    per === 'household' ? [{ person: household, money: benefit.money }] : benefit.shares.filter((share) => share.money.minor > 0);
  return beneficiaries.map(({ person, money }, index) => {
    const account = accountFor(s.accounts, person);
    const name = account && names[account.holder];
    const order = ids[index];
    if (!account || !name || order === undefined) return refuse('account-missing');
    return { type: 'PaymentOrdered', data: {
      order, approval: decision.approval, programme, of: per, beneficiary: person, payee: account.holder, payeeName: name, account: account.number,
      money, from: benefit.from, until: null, list, at: given.at, by: given.by.sub,
    } };
  });
}

const accountFor = (accounts: readonly Account[], person: Id): Account | undefined =>
  accounts.find((account) => account.person === person) ?? accounts.find((account) => account.person === null);
