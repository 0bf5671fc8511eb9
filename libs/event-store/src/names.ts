const SERVICE = /^[a-z][a-z0-9_-]{0,40}$/;

/** The names a service has in the database. They are put into SQL as they are, so they are checked once, here. */
export interface ServiceNames {
  /** Quoted name of the schema. */
  readonly schema: string;
  readonly owner: string;
  readonly writer: string;
  readonly reader: string;
  /** Quoted name of a table of the service. */
  table(name: string): string;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export function namesOf(service: string): ServiceNames {
  if (!SERVICE.test(service)) throw new RangeError('service: lower-case letters, digits, - and _ only');
  const schema = quoted(service);
  return { schema, owner: `${service}_migration`, writer: `${service}_service`, reader: `${service}_reader`, table: (name) => `${schema}.${quoted(name)}` };
}
