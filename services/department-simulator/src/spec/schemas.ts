import { readFileSync } from 'node:fs';
import { validateXML } from 'xmllint-wasm';

const FOLDER = new URL('../../../../contracts/iso20022/', import.meta.url);

/** What the official schema of a message has against a document; empty when it is valid. */
export async function schemaErrors(xml: string, message: string): Promise<string[]> {
  const schema = readFileSync(new URL(`${message}.xsd`, FOLDER), 'utf8');
  const { errors } = await validateXML({ xml: [{ fileName: 'document.xml', contents: xml }], schema: [schema], initialMemoryPages: 256, maxMemoryPages: 2048 });
  return errors.map(({ message: text }) => text);
}

/** The texts of all elements `name`, in order: a look at a document without the code under test. */
export const textsOf = (xml: string, name: string): string[] => [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');

/** The elements `name` as text, tags and all. */
export const elementsOf = (xml: string, name: string): string[] => [...xml.matchAll(new RegExp(`<${name}>[^]*?</${name}>`, 'g'))].map(([element]) => element);
