import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

interface Sealed { readonly iv: Uint8Array<ArrayBuffer>; readonly cipher: ArrayBuffer; readonly savedAt: string; readonly owner: string }
interface DraftSchema extends DBSchema {
  drafts: { key: string; value: Sealed; indexes: { owner: string } };
  keys: { key: string; value: CryptoKey };
}

export interface DraftName { readonly owner: string; readonly form: string; readonly record: string; readonly baseVersion: number | null }
export interface Draft<T> { readonly value: T; readonly idempotencyKey: string; readonly savedAt: string }

const keptForDays = 30;
const keyOf = (name: DraftName): string => [name.owner, name.form, name.record, name.baseVersion ?? 0].join('|');

let opening: Promise<IDBPDatabase<DraftSchema>> | null = null;
const database = (): Promise<IDBPDatabase<DraftSchema>> => {
  opening ??= openDB<DraftSchema>('hearth-drafts', 1, {
    upgrade(db) {
      db.createObjectStore('drafts').createIndex('owner', 'owner');
      db.createObjectStore('keys');
    },
  });
  return opening;
};

/** One key per officer and browser; it can be used but never read out. */
async function keyFor(owner: string): Promise<CryptoKey> {
  const db = await database();
  const known = await db.get('keys', owner);
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const store = db.transaction('keys', 'readwrite').store;
  const raced = await store.get(owner);
  if (raced) return raced;
  await store.put(fresh, owner);
  return fresh;
}

export async function saveDraft(name: DraftName, value: object, idempotencyKey: string): Promise<string> {
  const savedAt = new Date().toISOString();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify({ value, idempotencyKey }));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyFor(name.owner), plain);
  await (await database()).put('drafts', { iv, cipher, savedAt, owner: name.owner }, keyOf(name));
  return savedAt;
}

export async function loadDraft<T>(name: DraftName): Promise<Draft<T> | null> {
  const sealed = await (await database()).get('drafts', keyOf(name));
  if (!sealed) return null;
  const tooOld = Date.now() - Date.parse(sealed.savedAt) > keptForDays * 86_400_000;
  const plain = tooOld ? null : await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv: sealed.iv }, await keyFor(name.owner), sealed.cipher).catch(() => null);
  if (plain === null) {
    await deleteDraft(name);
    return null;
  }
  const kept = JSON.parse(new TextDecoder().decode(plain)) as { value: T; idempotencyKey: string };
  return { ...kept, savedAt: sealed.savedAt };
}

export async function deleteDraft(name: DraftName): Promise<void> {
  await (await database()).delete('drafts', keyOf(name));
}

export async function countDrafts(owner: string): Promise<number> {
  return (await database()).countFromIndex('drafts', 'owner', owner);
}
