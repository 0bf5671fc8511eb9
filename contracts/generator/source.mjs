// Reads the hand-written contracts: schemas, examples, consumers, areas.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In the order of the way of a fact. */
const serviceNames = ['registry', 'eligibility', 'hiavs', 'casework', 'payments'];
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

function readSchema(folder, service, file) {
  const [, name, version] = /^(.+)\.v(\d+)\.json$/.exec(file);
  const example = join(folder, service, file.replace(/\.json$/, '.example.json'));
  return {
    service,
    name,
    version: Number(version),
    file: `${service}/${file}`,
    schema: json(join(folder, service, file)),
    example: existsSync(example) ? json(example) : null,
    // Events are named in PascalCase; what they refer to is not.
    event: /^[A-Z]/.test(name),
    type: `hearth.${service}.${name}`,
  };
}

function readService(folder, name) {
  const files = readdirSync(join(folder, name)).filter((file) => /\.v\d+\.json$/.test(file));
  const schemas = files.toSorted().map((file) => readSchema(folder, name, file));
  return { name, topic: `hearth.${name}.v1`, schemas, events: schemas.filter((schema) => schema.event) };
}

export function readContracts(folder) {
  const services = serviceNames.map((name) => readService(folder, name));
  return {
    common: { service: 'common', name: 'common', version: 1, file: 'common.json', schema: json(join(folder, 'common.json')), event: false },
    services,
    events: services.flatMap((service) => service.events),
    headers: json(join(folder, 'cloudevents.json')),
    areas: json(join(folder, 'areas.json')),
    consumers: json(join(folder, 'consumers.json')),
  };
}
