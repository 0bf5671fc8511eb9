// A type as JSON Schema, fully expanded and in a fixed order: two types with the same text take the same values.
import { ts } from './compiler.mjs';

/** @returns {object} @throws Error when the type holds something that JSON cannot */
export function shapeOf(type, checker, where) {
  const definitions = {};
  const schema = expanded(type, { checker, where, open: [], definitions });
  return Object.keys(definitions).length === 0 ? schema : { ...schema, definitions: sorted(definitions) };
}

const F = ts.TypeFlags;
const byText = (a, b) => (String(a) < String(b) ? -1 : 1);
const textOf = (schema) => JSON.stringify(schema);
const sorted = (fields) => Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => byText(a, b)));

function expanded(type, context) {
  const { flags } = type;
  if (flags & F.Null) return { type: 'null' };
  if (flags & F.BooleanLiteral) return { const: type.intrinsicName === 'true' };
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (flags & (F.String | F.TemplateLiteral | F.StringMapping)) return { type: 'string' };
  if (flags & F.Number) return { type: 'number' };
  if (flags & F.Boolean) return { type: 'boolean' };
  if (flags & (F.Unknown | F.NonPrimitive)) return flags & F.Unknown ? {} : { type: 'object' };
  if (type.isUnion()) return union(type, context);
  // A branded string is a string.
  if (type.isIntersection()) {
    const primitive = type.types.find((one) => one.flags & (F.String | F.Number));
    if (primitive) return expanded(primitive, context);
  }
  if (flags & (F.Object | F.Intersection)) return structured(type, context);
  throw new Error(`${context.where}: an event holds ${context.checker.typeToString(type)}, which is no JSON`);
}

function union(type, context) {
  const members = type.types.filter((one) => !(one.flags & F.Undefined)).map((one) => expanded(one, context));
  const literals = members.filter((one) => 'const' in one).map((one) => one.const);
  const others = [...new Map(members.filter((one) => !('const' in one)).map((one) => [textOf(one), one])).entries()].toSorted(([a], [b]) => byText(a, b)).map(([, one]) => one);
  const isBoolean = literals.includes(true) && literals.includes(false);
  const named = isBoolean ? literals.filter((value) => typeof value !== 'boolean') : literals;
  const all = [...(named.length > 0 ? [{ enum: [...new Set(named)].toSorted(byText) }] : []), ...(isBoolean ? [{ type: 'boolean' }] : []), ...others];
  if (all.length === 1) return named.length === 1 ? { const: named[0] } : all[0];
  return { anyOf: all };
}

function structured(type, context) {
  const { checker, open, definitions } = context;
  const depth = open.indexOf(type);
  if (depth >= 0) return { $ref: `#/definitions/${nameOf(type, context)}` };
  const inside = { ...context, open: [...open, type] };
  const schema = checker.isTupleType(type) ? tuple(type, inside) : checker.isArrayType(type) ? { type: 'array', items: expanded(checker.getTypeArguments(type)[0], inside) } : object(type, inside);
  if (!textOf(schema).includes(`"#/definitions/${nameOf(type, context)}"`)) return schema;
  definitions[nameOf(type, context)] = schema;
  return { $ref: `#/definitions/${nameOf(type, context)}` };
}

function nameOf(type, { where }) {
  const name = (type.aliasSymbol ?? type.symbol)?.name;
  if (name === undefined || name === '__type') return `unnamed in ${where}`;
  return name;
}

function tuple(type, context) {
  const items = context.checker.getTypeArguments(type).map((one) => expanded(one, context));
  return { type: 'array', items, minItems: items.length, maxItems: items.length };
}

function object(type, context) {
  const { checker, where } = context;
  if (type.getCallSignatures().length > 0) throw new Error(`${where}: an event holds a function`);
  const properties = {}, required = [];
  for (const symbol of checker.getPropertiesOfType(type)) {
    const of = checker.getTypeOfSymbol(symbol);
    properties[symbol.name] = expanded(of.flags & F.Union ? checker.getNonOptionalType?.(of) ?? of : of, context);
    if (!(symbol.flags & ts.SymbolFlags.Optional)) required.push(symbol.name);
  }
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  return { type: 'object', properties: sorted(properties), required: required.toSorted(byText), additionalProperties: index ? expanded(index.type, context) : false };
}
