// The generated TypeScript modules beside the types: schemas as constants (no files to load at run time), the list of events, the areas.
import { formatted, header, typeName } from './types.mjs';

/** What validation needs: words for readers stay in the JSON files. A property named "title" is a schema (an object), so it stays. */
function bare(schema) {
  if (Array.isArray(schema)) return schema.map(bare);
  if (schema === null || typeof schema !== 'object') return schema;
  const words = ['title', 'description', '$schema'];
  return Object.fromEntries(Object.entries(schema).filter(([key, part]) => !words.includes(key) || typeof part === 'object').map(([key, part]) => [key, bare(part)]));
}

const camel = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

export async function schemasModule({ name, schemas }) {
  const entries = schemas.map((schema) => `${JSON.stringify(schema.file)}: ${JSON.stringify(bare(schema.schema))},`);
  return formatted(`${header}\nexport const ${camel(name)}Schemas: Readonly<Record<string, object>> = {\n${entries.join('\n')}\n};\n`);
}

function versions(events) {
  const types = new Map();
  for (const event of events) types.set(event.type, [...(types.get(event.type) ?? []), event]);
  return [...types];
}

export async function eventsModule({ services, events }) {
  const imports = services.map((service) => `import type * as ${service.name} from './${service.name}.ts';`);
  const data = versions(events).map(([type, all]) => `readonly '${type}': ${all.map((event) => `${event.service}.${typeName(event)}`).join(' | ')};`);
  const files = versions(events).map(([type, all]) => `'${type}': { ${all.map((event) => `${event.version}: '${event.file}'`).join(', ')} },`);
  return formatted(`${header}\n${imports.join('\n')}

/** The data of every event by its type; a union once there are several versions. */
export interface EventData {\n${data.join('\n')}\n}

export type EventType = keyof EventData;

/** Every event of the published language. */
export const eventTypes: readonly EventType[] = [${versions(events).map(([type]) => `'${type}'`).join(', ')}];

/** The schema of every version of every event. */
export const eventSchemas: Readonly<Record<EventType, Readonly<Record<number, string>>>> = {\n${files.join('\n')}\n};
`);
}

export async function areasModule(areas) {
  const levels = [...new Set(areas.map((area) => `'${area.level}'`))].join(' | ');
  const kinds = { parent: 'string | null', to: 'string | null', level: levels };
  const fields = Object.keys(areas[0]).map((field) => `readonly ${field}: ${kinds[field] ?? 'string'};`);
  return formatted(`${header}\nexport interface AreaEntry {\n${fields.join('\n')}\n}\n\nexport const areaEntries: readonly AreaEntry[] = [\n${areas.map((area) => `${JSON.stringify(area)},`).join('\n')}\n];\n`);
}
