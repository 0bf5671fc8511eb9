import { Fields, readList } from '../http/fields.ts';
import { badField, unknown } from '../http/refusal.ts';
import type { Call, Route } from '../http/route.ts';
import { DEPARTMENT_NAMES, readItem } from './catalogue.ts';
import type { Item } from './catalogue.ts';
import { readChange } from './change-notices.ts';
import type { ChangeNotices } from './change-notices.ts';
import { Department } from './department.ts';
import { readInquiry } from './inquiry.ts';
import { readSettings } from './settings.ts';

const BULK_BYTES = 20_000_000;

interface HeldFacts {
  readonly department: Department;
  readonly idNumber: string;
  readonly items: readonly Item[];
}

function readFacts(department: Department, fields: Fields): HeldFacts {
  return { department, idNumber: fields.idNumber('idNumber'), items: fields.list('items', (value, path) => readItem(department.name, value, path)) };
}

const hold = (held: readonly HeldFacts[]): void => held.forEach(({ department, idNumber, items }) => department.hold(idNumber, items));

/** The departments over HTTP. */
export function departmentRoutes(notices: ChangeNotices): Route[] {
  const departments = DEPARTMENT_NAMES.map((name) => new Department(name));
  const find = (name: unknown): Department | undefined => departments.find((department) => department.name === name);
  const asked = (call: Call): Department => {
    const department = find(call.params[0]);
    if (department === undefined) throw unknown('department');
    return department;
  };
  const readFactsOfAny = (value: unknown, path: string): HeldFacts => {
    const fields = new Fields(value, path);
    const department = find(fields.value('department'));
    if (department === undefined) throw badField(fields.at('department'), `must be one of ${DEPARTMENT_NAMES.join(', ')}`);
    return readFacts(department, fields);
  };

  return [
    { method: 'GET', path: '/departments', answer: () => ({ json: { items: departments.map(({ name, settings }) => ({ name, ...settings })) } }) },
    { method: 'PUT', path: '/departments/facts', answer: async (call) => {
      const held = readList(await call.json(BULK_BYTES), 'body', readFactsOfAny);
      hold(held);
      return { json: { count: held.length } };
    } },
    { method: 'GET', path: '/departments/:name', answer: (call) => ({ json: asked(call).settings }) },
    { method: 'PUT', path: '/departments/:name', answer: async (call) => {
      const department = asked(call);
      department.settings = readSettings(await call.json());
      return { json: department.settings };
    } },
    { method: 'PUT', path: '/departments/:name/facts', answer: async (call) => {
      const department = asked(call);
      hold([readFacts(department, new Fields(await call.json()))]);
      return { json: { count: 1 } };
    } },
    { method: 'GET', path: '/departments/:name/inquiries', answer: (call) => ({ json: asked(call).inquiries() }) },
    { method: 'POST', path: '/departments/:name/inquiries', answer: async (call) => {
      const department = asked(call);
      return { json: await department.ask(readInquiry(await call.json()), call) };
    } },
    { method: 'GET', path: '/departments/:name/changes', answer: (call) => ({ json: notices.list(asked(call).name) }) },
    { method: 'POST', path: '/departments/:name/changes', answer: async (call) => {
      const department = asked(call);
      const change = readChange(department.name, await call.json());
      // What a department tells of is what it answers from then on.
      if (change.items !== undefined) department.hold(change.idNumber, change.items);
      return { status: 202, json: { notice: notices.push(department.name, change) } };
    } },
  ];
}
