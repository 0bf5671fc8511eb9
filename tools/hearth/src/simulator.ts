import { CommandProblem, UNREACHABLE } from './exit.ts';

export type Department = 'household-registration' | 'tax' | 'vehicles' | 'employment' | 'bank' | 'commercial-insurance' | 'securities';
export const DEPARTMENTS: readonly Department[] = ['household-registration', 'tax', 'vehicles', 'employment', 'bank', 'commercial-insurance', 'securities'];

export interface DepartmentItem { readonly kind: string; readonly value: { readonly minor: number; readonly currency: 'CNY' | 'MNT' } | null; readonly count: number | null; readonly detail?: string }
export interface DepartmentFact { readonly department: Department; readonly idNumber: string; readonly items: readonly DepartmentItem[] }

/** The simulated departments and the bank, over their own HTTP interface. */
export class Simulator {
  constructor(private readonly url: string | null) {}

  async setFacts(facts: readonly DepartmentFact[]): Promise<void> { await this.call('PUT', '/departments/facts', facts); }
  async setDepartment(name: Department, settings: { latencyMs?: number; errorRate?: number; down?: boolean; wrong?: number }): Promise<void> { await this.call('PUT', `/departments/${name}`, settings); }
  async inquiries(name: Department): Promise<{ count: number; answered: number; repeats: number }> { return this.call('GET', `/departments/${name}/inquiries`); }

  /** Hands a bank file in; answers with the bank's id of it. */
  async sendFile(xml: string): Promise<string> {
    const { id } = await this.call<{ id: string }>('POST', '/bank/files', xml, 'application/xml');
    return id;
  }

  fileStatus(id: string): Promise<string> { return this.text(`/bank/files/${id}/status`); }
  statement(date: string): Promise<string> { return this.text(`/bank/statements?date=${date}`); }
  collections(date: string): Promise<{ date: string; items: readonly object[] }> { return this.call('GET', `/bank/collections?date=${date}`); }

  private async text(path: string): Promise<string> { return (await this.send('GET', path)).text(); }

  private async call<T = unknown>(method: string, path: string, body?: unknown, type = 'application/json'): Promise<T> {
    const response = await this.send(method, path, body, type);
    const text = await response.text();
    return (text === '' ? {} : JSON.parse(text)) as T;
  }

  private async send(method: string, path: string, body?: unknown, type = 'application/json'): Promise<Response> {
    if (!this.url) throw new CommandProblem(UNREACHABLE, 'hearth: no simulated departments: run.json names none');
    const response = await fetch(new URL(path, this.url), { method, ...(body === undefined ? {} : { headers: { 'content-type': type }, body: typeof body === 'string' ? body : JSON.stringify(body) }) })
      .catch(() => { throw new CommandProblem(UNREACHABLE, `hearth: the simulated departments at ${this.url} are not reachable; is Hearth running?`); });
    if (!response.ok) throw new Error(`simulator ${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}
