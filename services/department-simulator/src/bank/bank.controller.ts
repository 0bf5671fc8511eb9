import { dayProblem } from '@hearth/kernel';
import { badField, Refusal, unknown } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { Bank } from './bank.ts';
import { readBehaviour } from './behaviour.ts';
import { writeCamt053 } from './camt053.ts';
import { readPain001 } from './pain001.ts';
import { writePain002 } from './pain002.ts';

const FILE_BYTES = 20_000_000;
const XML_TYPES = ['application/xml', 'text/xml'];

function dateOf(call: Call): string {
  const date = call.query.get('date');
  const problem = dayProblem(date);
  if (date === null || problem !== undefined) throw badField('date', problem ?? 'is missing');
  return date;
}

/** The bank over HTTP. */
export function bankRoutes(): Route[] {
  const bank = new Bank();
  return [
    { method: 'POST', path: '/bank/files', answer: async (call) => {
      if (!XML_TYPES.includes(call.contentType)) throw new Refusal(415, 'unsupported-media-type', 'a bank file must be application/xml');
      const { id, again } = bank.take(await readPain001(await call.bytes(FILE_BYTES)));
      return { status: again ? 200 : 201, headers: { location: `/bank/files/${id}/status` }, json: { id } };
    } },
    { method: 'GET', path: '/bank/files/:id/status', answer: (call) => {
      const file = bank.file(call.params[0] ?? '');
      if (file === undefined) throw unknown('file');
      return { type: 'application/xml', chunks: writePain002(file) };
    } },
    { method: 'GET', path: '/bank/statements', answer: (call) => ({ type: 'application/xml', chunks: writeCamt053(bank.files(), dateOf(call)) }) },
    { method: 'GET', path: '/bank/collections', answer: (call) => {
      const date = dateOf(call);
      return { json: { date, items: bank.collections(date) } };
    } },
    { method: 'GET', path: '/bank/behaviour', answer: () => ({ json: bank.behaviour }) },
    { method: 'PUT', path: '/bank/behaviour', answer: async (call) => {
      bank.behaviour = readBehaviour(await call.json());
      return { json: bank.behaviour };
    } },
  ];
}
