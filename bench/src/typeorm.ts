import { DataSource, EntitySchema } from 'typeorm';
import { anyone, declaration, EVENT_TYPE, metadataOf } from './sample.ts';

interface StoredEvent {
  stream: string;
  version: number;
  position?: string;
  id: string;
  type: string;
  data: object;
  metadata: object;
  recordedAt: Date;
}

const events = new EntitySchema<StoredEvent>({
  name: 'event',
  columns: {
    stream: { type: 'text', primary: true },
    version: { type: 'int', primary: true },
    position: { type: 'bigint', generated: 'increment', unique: true },
    id: { type: 'uuid', unique: true },
    type: { type: 'text' },
    data: { type: 'jsonb' },
    metadata: { type: 'jsonb' },
    recordedAt: { type: 'timestamptz' },
  },
});

/** The yardstick: what most services do. In a transaction the last version, then `save`. */
export interface TypeOrm {
  append(events: number): Promise<string>;
  total(id: string): Promise<number>;
  close(): Promise<void>;
}

export async function openTypeOrm(url: string): Promise<TypeOrm> {
  const source = await new DataSource({ type: 'postgres', url, entities: [events], synchronize: true, extra: { max: 32 } }).initialize();
  return {
    append: async (count) => {
      const person = anyone();
      const id = crypto.randomUUID();
      const stream = `declaration-${id}`;
      await source.transaction(async (work) => {
        const repository = work.getRepository(events);
        const version = (await repository.maximum('version', { stream })) ?? 0;
        await repository.save(Array.from({ length: count }, (_, n) => (
          { stream, version: version + n + 1, id: crypto.randomUUID(), type: EVENT_TYPE, data: declaration(person, n), metadata: metadataOf(person), recordedAt: new Date() })));
      });
      return id;
    },
    total: async (id) => {
      const found = await source.getRepository(events).find({ where: { stream: `declaration-${id}` }, order: { version: 'ASC' } });
      return found.reduce((sum, { data }) => sum + (data as ReturnType<typeof declaration>).annual.minor, 0);
    },
    close: () => source.destroy(),
  };
}
