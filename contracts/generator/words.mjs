// How a schema reads in a sentence or a cell of a table.

/** What the Kafka key of an event is: the household, else what the event is about. */
export function keyOf(event) {
  const { required } = event.schema;
  if (required.includes('household')) return event.schema.properties.household.anyOf ? 'household, else person' : 'household';
  return { RuleSetInForce: 'rule set', SpotCheckDrawn: 'draw', PayrollApproved: 'payroll', PeriodReconciled: 'payroll' }[event.name] ?? required[0];
}

const choice = (words) => words.map((word) => (word === null ? 'null' : `\`${word}\``)).join(' or ');

/** `Money or null`, `list of Id`, `whole number`. */
export function reading(schema) {
  if (schema.$ref) return schema.$ref.endsWith('.json') ? `[document](../contracts/eligibility/${schema.$ref})` : schema.$ref.split('/').at(-1);
  if (schema.anyOf) return schema.anyOf.map(reading).join(' or ');
  if (schema.enum) return choice(schema.enum);
  const types = [schema.type].flat();
  const names = { array: () => `list of ${reading(schema.items)}`, integer: () => 'whole number', boolean: () => 'yes or no', string: () => 'text', object: () => 'open object', null: () => 'null', number: () => 'number' };
  return types.map((type) => names[type]()).join(' or ');
}

export const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
export const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
