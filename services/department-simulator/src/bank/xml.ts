import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { badElement } from '../http/refusal.ts';

const REPEATED = new Set(['PmtInf', 'CdtTrfTxInf']);
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false, removeNSPrefix: true, htmlEntities: true, isArray: (name) => REPEATED.has(name) });
const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });

const isRecord = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null && !Array.isArray(node);

/** Refuses what is not well-formed or brings entities of its own, before anything is parsed. */
export function checkWellFormed(text: string): void {
  if (/<!DOCTYPE/i.test(text)) throw badElement('Document', 'must not have a document type');
  const result = XMLValidator.validate(text);
  if (result !== true) throw badElement('Document', `is not well-formed XML (line ${result.err.line})`);
}

/** An element of a message, with its path for whoever has to mend it. Namespace prefixes are gone. */
export class Element {
  readonly path: string;
  readonly #node: Record<string, unknown>;

  constructor(node: unknown, path: string) {
    if (!isRecord(node)) throw badElement(path, node === undefined ? 'is missing' : 'must be one element with children');
    this.#node = node;
    this.path = path;
  }

  static read(text: string, root: string, path = root): Element {
    return new Element(parse(text)[root], path);
  }

  /** The element under this one along `names`, undefined where the way ends. */
  find(...names: string[]): Element | undefined {
    const node = this.#follow(names);
    return node === undefined ? undefined : new Element(node, this.at(...names));
  }

  need(...names: string[]): Element {
    return new Element(this.#follow(names), this.at(...names));
  }

  /** All elements `name`, counted from the one after number `first`. */
  all(name: string, first = 0): Element[] {
    const nodes: unknown = this.#node[name];
    return (Array.isArray(nodes) ? nodes : []).map((node: unknown, index) => new Element(node, `${this.at(name)}[${first + index + 1}]`));
  }

  /** The text under this element along `names`; an empty one counts as none. */
  text(...names: string[]): string | undefined {
    const node = this.#follow(names);
    const text = isRecord(node) ? node['#text'] : node;
    if (text === undefined || text === '') return undefined;
    if (typeof text !== 'string') throw badElement(this.at(...names), 'must be one text');
    return text;
  }

  needText(longest: number, ...names: string[]): string {
    const text = this.text(...names);
    if (text === undefined) throw badElement(this.at(...names), 'is missing');
    if (text.length > longest) throw badElement(this.at(...names), `has ${longest} characters at most`);
    return text;
  }

  /** The attribute `name` of the element along `names`. */
  attribute(name: string, ...names: string[]): string {
    const node = this.#follow(names);
    const value = isRecord(node) ? node[`@${name}`] : undefined;
    if (typeof value !== 'string' || value === '') throw badElement(this.at(...names, `@${name}`), 'is missing');
    return value;
  }

  at(...names: string[]): string {
    return [this.path, ...names].join('/');
  }

  #follow(names: readonly string[]): unknown {
    return names.reduce<unknown>((node, name) => (isRecord(node) ? node[name] : undefined), this.#node);
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const root: unknown = parser.parse(text);
    if (isRecord(root)) return root;
  } catch {
    // The parser's own words may quote the file.
  }
  throw badElement('Document', 'cannot be read');
}

/** XML of one element and what is under it; children in the order of the object's keys. */
export const writeXml = (element: Record<string, unknown>): string => builder.build(element);

/** A whole document around `parts`, its namespace on the root. */
export function* writeDocument(namespace: string, message: string, parts: Iterable<string>): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}"><${message}>`;
  yield* parts;
  yield `</${message}></Document>\n`;
}
