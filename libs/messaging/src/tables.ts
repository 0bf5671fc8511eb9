import { schemaOf } from './sql.ts';

/** SQL of the messaging tables in a service's schema, to be run by its owner, and again whenever something was added: the service's roles get their rights by default. Table `known` is the core migration's. */
export function messagingTables(service: string): readonly string[] {
  const schema = schemaOf(service);
  return [
    // One row a broker: how far this service's events are published there, and the epoch that fences off an older relay.
    `CREATE TABLE IF NOT EXISTS ${schema}.relay (bus text PRIMARY KEY, position bigint NOT NULL DEFAULT 0, epoch bigint NOT NULL DEFAULT 0, published_at timestamptz)`,
    // An offset by partition up to which this relay knows the topic to be filled: one that ends before it is not the topic that was filled.
    `ALTER TABLE ${schema}.relay ADD COLUMN IF NOT EXISTS filled jsonb NOT NULL DEFAULT '{}'`,
    // How far each partition is read; the last event's id tells a topic that was made anew from the one we knew.
    `CREATE TABLE IF NOT EXISTS ${schema}.intake (bus text NOT NULL, topic text NOT NULL, partition integer NOT NULL, last_offset bigint NOT NULL DEFAULT -1, last_id uuid, PRIMARY KEY (bus, topic, partition))`,
    `CREATE TABLE IF NOT EXISTS ${schema}.inbox (event_id uuid PRIMARY KEY, topic text NOT NULL, state text NOT NULL CHECK (state IN ('applied', 'unheard', 'held', 'dead', 'skipped')), received_at timestamptz NOT NULL DEFAULT now())`,
    `CREATE TABLE IF NOT EXISTS ${schema}.heard (service text NOT NULL, stream text NOT NULL, version bigint NOT NULL, PRIMARY KEY (service, stream))`,
    // In which epoch of its producer's log: one that went back in time gives versions a second time.
    `ALTER TABLE ${schema}.heard ADD COLUMN IF NOT EXISTS epoch integer NOT NULL DEFAULT 1`,
    `CREATE TABLE IF NOT EXISTS ${schema}.epochs (service text NOT NULL, epoch integer NOT NULL, event_id uuid NOT NULL, since timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (service, epoch))`,
    // Queues of facts that cannot be applied yet, one per topic and key; the head is dead or waiting, the others are behind it.
    `CREATE TABLE IF NOT EXISTS ${schema}.held_events (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, topic text NOT NULL, partition integer NOT NULL, "offset" bigint NOT NULL, key text NOT NULL, event_id uuid NOT NULL UNIQUE, type text NOT NULL, headers json NOT NULL, value bytea NOT NULL, state text NOT NULL CHECK (state IN ('dead', 'waiting', 'behind')), needs jsonb NOT NULL DEFAULT '[]', since timestamptz NOT NULL DEFAULT now())`,
    `CREATE INDEX IF NOT EXISTS held_queue ON ${schema}.held_events (topic, key, seq)`,
    `CREATE UNIQUE INDEX IF NOT EXISTS held_one_head ON ${schema}.held_events (topic, key) WHERE state <> 'behind'`,
    `CREATE INDEX IF NOT EXISTS held_waiting ON ${schema}.held_events (since) WHERE state = 'waiting'`,
    `CREATE TABLE IF NOT EXISTS ${schema}.dead_letters (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), event_id uuid NOT NULL, topic text NOT NULL, partition integer NOT NULL, "offset" bigint NOT NULL, key text NOT NULL, type text NOT NULL, version integer, error_code text NOT NULL, error_message text NOT NULL, attempts integer NOT NULL DEFAULT 1, failed_at timestamptz NOT NULL DEFAULT now(), outcome text CHECK (outcome IN ('retried', 'skipped')), reason text, settled_by text, settled_at timestamptz)`,
    `CREATE UNIQUE INDEX IF NOT EXISTS dead_letters_open ON ${schema}.dead_letters (event_id) WHERE outcome IS NULL`,
  ];
}

/** SQL of the log adapter's schema `bus`. */
export function busTables(): readonly string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS bus',
    // The row is the topic's lock: who appends updates it first, so offsets become visible in order and without gaps.
    'CREATE TABLE IF NOT EXISTS bus.topics (topic text PRIMARY KEY, next_offset bigint NOT NULL DEFAULT 0)',
    'CREATE TABLE IF NOT EXISTS bus.log (topic text NOT NULL, partition integer NOT NULL DEFAULT 0, "offset" bigint NOT NULL, key text NOT NULL, value bytea NOT NULL, headers json NOT NULL, PRIMARY KEY (topic, partition, "offset"))',
    'CREATE TABLE IF NOT EXISTS bus.positions (reader text NOT NULL, topic text NOT NULL, partition integer NOT NULL DEFAULT 0, next_offset bigint NOT NULL, PRIMARY KEY (reader, topic, partition))',
  ];
}
