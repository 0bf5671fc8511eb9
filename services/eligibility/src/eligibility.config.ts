import type { Environment } from '@hearth/service-host';
import { SHIPPED_RULE_SETS } from '@hearth/rules/shipped';

/** `settings.ruleSets`: a folder of rule-set files instead of those shipped. */
export const ruleSetFolder = ({ settings }: Environment): string => settings['ruleSets'] ?? SHIPPED_RULE_SETS;
