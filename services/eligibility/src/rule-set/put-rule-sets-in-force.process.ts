import { ENVIRONMENT, type Environment, log, ServiceWork } from '@hearth/service-host';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ruleSetFolder } from '../eligibility.config.ts';
import { readRuleSetFile, ruleSetId, ruleSetNames } from './rule-set-files.ts';
import { ruleSetDecider } from './rule-set.decider.ts';

/** At every start, before anything is consumed: each file that has changed is put in force, the others are left alone. */
@Injectable()
export class PutRuleSetsInForceProcess implements OnApplicationBootstrap {
  constructor(@Inject(ServiceWork) private readonly work: ServiceWork, @Inject(ENVIRONMENT) private readonly environment: Environment) {}

  async onApplicationBootstrap(): Promise<void> {
    const folder = ruleSetFolder(this.environment);
    for (const name of await ruleSetNames(folder)) await this.put(folder, name);
  }

  /** A wrong file is named with the path of its fault and left out; what was in force before stays so. */
  private async put(folder: string, name: string): Promise<void> {
    try {
      const ruleSet = await readRuleSetFile(folder, name);
      const id = ruleSetId(name);
      await this.work.run((unit) => unit.decide(ruleSetDecider, id, { type: 'PutInForce', ruleSet, from: 'file' }, { household: null, area: null, key: id }));
    } catch (error) {
      log.error({ service: 'eligibility', ruleSet: name, fault: error instanceof Error ? error.message : typeof error }, 'a rule-set file is refused; what was in force before stays in force');
    }
  }
}
