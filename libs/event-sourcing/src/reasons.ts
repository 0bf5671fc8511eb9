import { type FieldError, Rejection, type RejectionStatus } from './rejection.ts';

/** The same words in the three languages of the screens. */
export interface Wording { readonly zh: string; readonly mn: string; readonly en: string }
/** What `{name}` in a text stands for; never personal data. */
export type ReasonParams = Readonly<Record<string, string | number>>;
export interface RefusalMore { readonly status?: RejectionStatus; readonly field?: string; readonly errors?: readonly FieldError[] }

/** A service's reasons: screens show the texts, refusals carry the same words. */
export interface Reasons<C extends string> {
  has(code: string): code is C;
  /** A code without a text here (of a lib) shows the detail it came with. */
  text(code: string, params?: ReasonParams, detail?: string): Wording;
  /** @throws Rejection always: the rule `code` forbids it. */
  refuse(code: C, params?: ReasonParams, more?: RefusalMore): never;
}

export const wording = (zh: string, mn: string, en: string): Wording => ({ zh, mn, en });

const filled = (text: string, params: ReasonParams): string => text.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => String(params[name] ?? ''));

export function reasonsOf<C extends string>(texts: Readonly<Record<C, Wording>>): Reasons<C> {
  const has = (code: string): code is C => Object.hasOwn(texts, code);
  const text = (code: string, params: ReasonParams = {}, detail: string = code): Wording => {
    if (!has(code)) return wording(detail, detail, detail);
    const { zh, mn, en } = texts[code];
    return wording(filled(zh, params), filled(mn, params), filled(en, params));
  };
  const refuse = (code: C, params: ReasonParams = {}, { status, field, errors }: RefusalMore = {}): never => {
    const detail = filled(texts[code].en, params);
    const named = field === undefined ? errors : [{ field, code, detail }];
    throw new Rejection(code, detail, { params, ...(status ? { status } : {}), ...(named ? { errors: named } : {}) });
  };
  return { has, text, refuse };
}
