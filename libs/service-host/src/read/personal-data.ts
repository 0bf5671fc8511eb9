import type { Access, KeyProvider, Sealed } from '@hearth/event-store';
import { maskAccount, maskId, maskPhone } from '@hearth/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { KEYS } from '../environment.ts';
import type { Asking } from '../http/request.ts';

/** How a personal field is shown: in full, or only its end. `null` when the person was erased. */
export type Mask = 'none' | 'id' | 'account' | 'phone';
const MASKS: Readonly<Record<Mask, (text: string) => string>> = { none: (text) => text, id: maskId, account: maskAccount, phone: maskPhone };

/** What stands where an erased person's field was. */
export const ERASED = '[erased]';

/** Opens sealed fields for an officer, in bulk, with the purpose on record, and masks them here: a browser never gets more than it may show. */
@Injectable()
export class PersonalData {
  constructor(@Inject(KEYS) private readonly keys: KeyProvider) {}

  async show(asking: Pick<Asking, 'officer'>, sealed: readonly (string | null)[], purpose: string, mask: Mask = 'none'): Promise<(string | null)[]> {
    const access: Access = { purpose, actor: asking.officer };
    const present = sealed.filter((s): s is Sealed => s !== null);
    const opened = await this.keys.openAll(present, access);
    const texts = opened[Symbol.iterator]();
    return sealed.map((s) => {
      if (s === null) return null;
      const text = texts.next().value ?? null;
      return text === null ? ERASED : MASKS[mask](text);
    });
  }

  async one(asking: Pick<Asking, 'officer'>, sealed: string | null, purpose: string, mask: Mask = 'none'): Promise<string | null> {
    return (await this.show(asking, [sealed], purpose, mask))[0] ?? null;
  }

  /**
   * Replaces every sealed string in `body` by what the officer may see: `masks` says for each field name how; a sealed field it does not name is left out.
   * One bulk opening per call, whatever the depth.
   */
  async open<T>(asking: Pick<Asking, 'officer'>, body: T, purpose: string, masks: Readonly<Record<string, Mask>>): Promise<T> {
    const found: { sealed: Sealed; mask: Mask }[] = [];
    walk(body, (field, sealed) => { const mask = masks[field]; if (mask) found.push({ sealed, mask }); return undefined; });
    const opened = await this.keys.openAll(found.map((f) => f.sealed), { purpose, actor: asking.officer });
    let next = 0;
    return walk(body, (field) => {
      const mask = masks[field];
      if (!mask) return undefined;
      const text = opened[next++] ?? null;
      return text === null ? ERASED : MASKS[mask](text);
    }) as T;
  }
}

const SEALED = /^eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/;

/** Copies a body with every sealed string replaced by what `visit` returns (undefined: field left out); visits in a fixed order. */
function walk(value: unknown, visit: (field: string, sealed: Sealed) => string | undefined, field = ''): unknown {
  if (typeof value === 'string') return SEALED.test(value) ? visit(field, value as Sealed) : value;
  if (Array.isArray(value)) return value.map((entry) => walk(entry, visit, field));
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, visit, key)] as const).filter(([, entry]) => entry !== undefined));
}
