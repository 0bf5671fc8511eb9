import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { caseworkSchemas } from './generated/casework-schemas.ts';
import { commonSchemas } from './generated/common-schema.ts';
import { eligibilitySchemas } from './generated/eligibility-schemas.ts';
import { eventSchemas } from './generated/events.ts';
import { hiavsSchemas } from './generated/hiavs-schemas.ts';
import { paymentsSchemas } from './generated/payments-schemas.ts';
import { registrySchemas } from './generated/registry-schemas.ts';

const schemas = { ...commonSchemas, ...registrySchemas, ...eligibilitySchemas, ...hiavsSchemas, ...caseworkSchemas, ...paymentsSchemas };

const files = new Map<string, Readonly<Record<number, string>>>(Object.entries(eventSchemas));
const filesOf = (type: string): Readonly<Record<number, string>> => files.get(type) ?? {};

/** The versions of an event, oldest first; none for an unknown type. */
export const versionsOf = (type: string): readonly number[] => Object.keys(filesOf(type)).map(Number);

/** `hearth.registry.IncomeRecorded` is said on `hearth.registry.v1`. */
export const topicOf = (type: string): string => `${type.split('.').slice(0, 2).join('.')}.v1`;

/** The same schema for a reader: fields that came later do not disturb. */
function tolerant(schema: object): object {
  const kept = Object.entries(schema).filter(([key, part]) => key !== 'additionalProperties' || part !== false);
  return Object.fromEntries(kept.map(([key, part]) => [key, tolerantPart(part)]));
}

function tolerantPart(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(tolerantPart);
  return part !== null && typeof part === 'object' ? tolerant(part) : part;
}

type Compiled = (type: string, version: number) => ValidateFunction | undefined;

/** Schemas are added at the first call and compiled one by one as they are asked for. */
function compiler(shape: (schema: object) => object): Compiled {
  let ajv: Ajv2020 | undefined;
  return (type, version) => {
    const file = filesOf(type)[version];
    if (!ajv) {
      ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
      addFormats.default(ajv, ['uuid', 'date', 'date-time']);
      for (const [path, schema] of Object.entries(schemas)) ajv.addSchema(shape(schema), path);
    }
    return file === undefined ? undefined : ajv.getSchema(file);
  };
}

/** Says where and what, never the value: it may be personal data, and errors are logged. */
function message({ instancePath, message: text, params }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.') || '(event)';
  const unknown: unknown = params['additionalProperty'];
  return `${path}: ${text ?? 'is not valid'}${typeof unknown === 'string' ? ` (${unknown})` : ''}`;
}

function check(compiled: Compiled, type: string, version: number, data: unknown): string[] {
  const validate = compiled(type, version);
  if (!validate) return [`(event): ${type} has no version ${version}`];
  return validate(data) ? [] : (validate.errors ?? []).map(message);
}

const strict = compiler((schema) => schema);
const reading = compiler(tolerant);

/** For producers: what is wrong with an event before it is published; empty when it is as promised. */
export const validateEvent = (type: string, version: number, data: unknown): string[] => check(strict, type, version, data);

/** For consumers: what a reader of this version misses; fields it does not know are left alone. */
export const readEvent = (type: string, version: number, data: unknown): string[] => check(reading, type, version, data);
