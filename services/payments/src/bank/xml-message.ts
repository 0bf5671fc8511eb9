import { setImmediate as nextTurn } from 'node:timers/promises';
import { Rejection } from '@hearth/event-sourcing';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type XmlNode = Readonly<Record<string, unknown>>;

/** A bank's message: what stands around its lines, and the lines as text, in order. */
export interface XmlMessage { readonly frame: XmlNode; readonly blocks: readonly string[] }

export interface Expected {
  /** For example `camt.053.001.08`. */
  readonly message: string;
  /** The element below Document. */
  readonly root: string;
  /** The element of one line. */
  readonly line: string;
}

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, removeNSPrefix: true, htmlEntities: true });
/** So many lines are parsed before other requests get their turn. */
const LINES_A_TURN = 100;

/** @throws Rejection malformed-message (400) with the place: not well-formed, another message, or with a document type of its own */
export function readMessage(text: string, expected: Expected): XmlMessage {
  if (/<!DOCTYPE/i.test(text)) throw malformed('Document', 'must not have a document type');
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) throw malformed(`line ${wellFormed.err.line}`, 'is not well-formed XML');
  const { frame, blocks } = cut(text, expected.line);
  if (!new RegExp(`["']urn:iso:std:iso:20022:tech:xsd:${expected.message.replaceAll('.', String.raw`\.`)}["']`).test(frame)) throw malformed('Document', `must be of the namespace of ${expected.message}`);
  const root = nodeAt(parse(frame), 'Document', expected.root);
  if (!root) throw malformed(`Document/${expected.root}`, 'is missing');
  return { frame: root, blocks };
}

const malformed = (place: string, detail: string): Rejection =>
  new Rejection('malformed-message', `The message cannot be read: ${place} ${detail}.`, { status: 400, errors: [{ field: place, code: 'malformed', detail }] });

/**
 * Takes the lines out of the message: parsed at once, a file takes thirty times its size in memory; and one bad line stops no other.
 * Comments and CDATA are matched so that tags inside them are passed over.
 */
function cut(text: string, line: string): { frame: string; blocks: string[] } {
  const [frame, blocks]: [string[], string[]] = [[], []];
  let [start, rest] = [-1, 0];
  for (const match of text.matchAll(new RegExp(String.raw`<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<(/?)(?:[\w.-]+:)?${line}(?=[\s>/])[^>]*>`, 'g'))) {
    const [tag, slash] = match;
    if (slash === undefined) continue;
    const end = match.index + tag.length;
    if (slash === '') {
      start = match.index;
      frame.push(text.slice(rest, start));
    }
    if (slash === '/' || tag.endsWith('/>')) {
      blocks.push(text.slice(start, end));
      rest = end;
    }
  }
  return { frame: [...frame, text.slice(rest)].join(''), blocks };
}

/** Every line, parsed by and by; null where the parser cannot make anything of it. */
export async function readLines<T>({ blocks }: XmlMessage, line: string, read: (node: XmlNode | null, number: number, block: string) => readonly T[]): Promise<T[]> {
  const all: T[] = [];
  for (const [index, block] of blocks.entries()) {
    if (index % LINES_A_TURN === LINES_A_TURN - 1) await nextTurn();
    all.push(...read(nodeAt(parse(block), line), index + 1, block));
  }
  return all;
}

/** An empty node for what cannot be parsed: the parser's own words may quote the file. */
function parse(text: string): XmlNode {
  try {
    const root: unknown = parser.parse(text);
    return isNode(root) ? root : {};
  } catch {
    return {};
  }
}

const isNode = (value: unknown): value is XmlNode => typeof value === 'object' && value !== null && !Array.isArray(value);
const follow = (node: XmlNode | null, path: readonly string[]): unknown => path.reduce<unknown>((at, name) => (isNode(at) ? at[name] : undefined), node);

export function nodeAt(node: XmlNode | null, ...path: readonly string[]): XmlNode | null {
  const found = follow(node, path);
  return isNode(found) ? found : null;
}

/** The nodes at a place where there may be one or many. */
export function nodesAt(node: XmlNode | null, ...path: readonly string[]): XmlNode[] {
  const found = follow(node, path);
  return (Array.isArray(found) ? found : [found]).filter(isNode);
}

/** The one text at a place; null when there is none, or more than one. */
export function textAt(node: XmlNode | null, ...path: readonly string[]): string | null {
  const found = follow(node, path);
  const text = isNode(found) ? found['#text'] : found;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}
