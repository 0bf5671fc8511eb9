// Finds every domain event of every service in the types: what the deciders make, and the facts of streams that nobody decides on.
import { join, relative } from 'node:path';
import { root, ts } from './compiler.mjs';
import { shapeOf } from './shape.mjs';

/**
 * @typedef {object} FoundEvent
 * @property {string} owner folder whose history keeps it, `services/registry` or `libs/service-host`
 * @property {string} stream first part of its stream ids
 * @property {string} type
 * @property {number} version of its shape today
 * @property {string} declared file that declares the stream
 * @property {object} shape JSON Schema of `{type, data, …}`
 */

/** Declarations of streams stand in files of these roles. */
const ROLES = /\.(decider|events)\.ts$/;

/**
 * @param {ReadonlyMap<string, string>} overlay path from the root → text that stands in for the file's
 * @returns {FoundEvent[]}
 */
export function findEvents(overlay = new Map()) {
  const files = sources().filter((file) => ROLES.test(file));
  const program = programOf(files, overlay);
  const checker = program.getTypeChecker();
  const found = files.flatMap((file) => streamsIn(program.getSourceFile(file), checker).flatMap(({ stream, events }) => membersOf(checker.getTypeFromTypeNode(events)).map((member) => {
    const at = relative(root, file);
    const where = `${at}: ${stream}`;
    return { owner: at.split('/').slice(0, 2).join('/'), stream, declared: at, type: literal(checker, member, 'type', where), version: Number(literal(checker, member, 'schemaVersion', where) ?? 1), shape: shapeOf(member, checker, where) };
  })));
  return found.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b), 'en'));
}

const keyOf = ({ owner, stream, type }) => `${owner} ${stream} ${type}`;

function sources() {
  const walk = (folder) => ts.sys.readDirectory(join(root, folder), ['.ts'], ['**/node_modules', '**/dist', '**/*.spec.ts']);
  return [...walk('services'), ...walk('libs')];
}

function programOf(files, overlay) {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile).config, ts.sys, root);
  const settings = { ...options, noEmit: true, composite: false, incremental: false, declaration: false, declarationMap: false, sourceMap: false, inlineSources: false, types: [], rewriteRelativeImportExtensions: false, allowImportingTsExtensions: true };
  const host = ts.createCompilerHost(settings);
  const read = host.readFile.bind(host);
  host.readFile = (file) => overlay.get(relative(root, file)) ?? read(file);
  return ts.createProgram(files, settings, host);
}

/** `const x: Decider<C, E, S> = { stream: 's', … }` and `const x = eventStream<E>('s')`. */
function streamsIn(source, checker) {
  const declarations = source.statements.filter(ts.isVariableStatement).flatMap((statement) => [...statement.declarationList.declarations]);
  return declarations.flatMap(({ type, initializer }) => {
    if (type && ts.isTypeReferenceNode(type) && type.typeName.getText() === 'Decider') return [{ stream: streamNamed(initializer, checker, source), events: type.typeArguments[1] }];
    if (initializer && ts.isCallExpression(initializer) && initializer.expression.getText() === 'eventStream' && initializer.typeArguments) return [{ stream: initializer.arguments[0].text, events: initializer.typeArguments[0] }];
    return [];
  });
}

function streamNamed(initializer, checker, source) {
  const property = initializer && ts.isObjectLiteralExpression(initializer) ? initializer.properties.find((one) => one.name?.getText() === 'stream') : undefined;
  if (property && ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer)) return property.initializer.text;
  throw new Error(`${relative(root, source.fileName)}: a decider names its stream as a literal: stream: 'household'`);
}

const membersOf = (type) => (type.isUnion() ? type.types : [type]);

function literal(checker, member, name, where) {
  const symbol = member.getProperty(name);
  if (symbol === undefined) return undefined;
  const type = checker.getTypeOfSymbol(symbol);
  if (type.isLiteral()) return type.value;
  throw new Error(`${where}: the ${name} of an event is one literal, and not optional`);
}
