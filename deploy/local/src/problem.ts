/** An answer that is an error, by RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
}

export const problemType = 'application/problem+json; charset=utf-8';

export const problem = (status: number, code: string, title: string, detail?: string): Problem =>
  ({ type: `urn:hearth:problem:${code}`, title, status, code, ...(detail === undefined ? {} : { detail }) });
