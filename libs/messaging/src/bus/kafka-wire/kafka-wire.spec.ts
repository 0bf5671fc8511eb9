import { randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import kafkajs from 'kafkajs';
import { crc32c } from './crc32c.ts';
import { decodeFetch, Unusual } from './fetch.ts';
import { partitioner } from './partitioner.ts';
import { encodeProduce, isPlain, type ProduceRequest, type WireMessage } from './produce.ts';

/** kafkajs's own functions are the yardstick: byte for byte, value for value. */
const require = createRequire(import.meta.url);
interface Encoder { buffer: Buffer; writeInt16(n: number): Encoder; writeInt32(n: number): Encoder; writeInt64(n: number): Encoder; writeString(text: string): Encoder; writeBuffer(bytes: Buffer): Encoder }
interface Decoded { responses: { partitions: { messages: { headers: Record<string, Buffer | Buffer[]> }[] }[] }[] }
const theirs = {
  request: require('kafkajs/src/protocol/requests/produce/v3/request') as (request: ProduceRequest) => { encode(): Promise<Encoder> },
  response: require('kafkajs/src/protocol/requests/fetch/v11/response') as { decode(raw: Buffer): Promise<Decoded> },
  Encoder: require('kafkajs/src/protocol/encoder') as new () => Encoder,
  crc: require('kafkajs/src/protocol/recordBatch/crc32C/crc32C') as (bytes: Buffer) => number,
};

const message = (n: number): WireMessage => ({
  key: n % 7 === 0 ? null : randomUUID(), value: randomBytes([0, 1, 63, 64, 700, 9000][n % 6] ?? 0),
  headers: { ce_id: randomUUID(), ce_empty: '', ce_name: '受助家庭 өрх', [`ce_${'x'.repeat(n % 70)}`]: 'a'.repeat((n * 37) % 300), ce_bytes: randomBytes(n % 5) },
});
const messages = (count: number): WireMessage[] => Array.from({ length: count }, (_, n) => message(n));
const request = (changes: Partial<ProduceRequest> = {}): ProduceRequest => ({
  acks: -1, timeout: 30_000, transactionalId: null, producerId: 4_000_000_017n, producerEpoch: 3,
  topicData: [{ topic: 'hearth.casework.v1', partitions: [{ partition: 0, firstSequence: 12, messages: messages(200) }, { partition: 5, messages: [] }, { partition: 4, messages: messages(1) }] }, { topic: 'other', partitions: [] }],
  ...changes,
});

describe('what is sent', () => {
  beforeEach(() => { jest.useFakeTimers({ now: Date.parse('2026-11-22T08:00:00.123Z'), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }); });
  afterEach(() => { jest.useRealTimers(); });

  it('is what kafkajs would send, byte for byte', async () => {
    const [plain, numbered] = [request(), request({ producerId: { toString: () => '-1' }, producerEpoch: -1 })];
    for (const one of [plain, numbered]) {
      const expected = (await theirs.request(one).encode()).buffer;
      expect(encodeProduce(one, Date.now()).equals(expected)).toBe(true);
    }
  });

  it('is left to kafkajs when it is not what Hearth sends', () => {
    const with1 = (one: object): ProduceRequest => request({ topicData: [{ topic: 't', partitions: [{ partition: 0, messages: [{ ...message(1), ...one }] }] }] });
    expect(isPlain(request())).toBe(true);
    expect([request({ compression: 1 }), request({ transactionalId: 'x' }), with1({ timestamp: '1' }), with1({ headers: { a: ['1', '2'] } }), with1({ headers: { a: undefined } })].map(isPlain)).toEqual([false, false, false, false, false]);
  });
});

/** A broker's answer with this record set in each of two partitions. */
function answer(set: Buffer): Buffer {
  const made = new theirs.Encoder().writeInt32(7).writeInt16(0).writeInt32(0).writeInt32(1).writeString('hearth.casework.v1').writeInt32(2);
  for (const partition of [1, 4]) {
    made.writeInt32(partition).writeInt16(0).writeInt64(99).writeInt64(98).writeInt64(2).writeInt32(1).writeInt64(5).writeInt64(6).writeInt32(-1).writeInt32(set.length).writeBuffer(set);
  }
  return made.buffer;
}

/** The record set of what kafkajs sends for one partition: after the sizes of topic and partition. */
async function setOf(sent: readonly WireMessage[], compression = 0): Promise<Buffer> {
  const { buffer } = await theirs.request({ ...request(), compression, topicData: [{ topic: 't', partitions: [{ partition: 0, messages: sent }] }] }).encode();
  return buffer.subarray(2 + 2 + 4 + 4 + 2 + 1 + 4 + 4 + 4);
}

const asText = (decoded: Decoded): unknown => ({ ...decoded, responses: decoded.responses.map((topic) => ({ ...topic, partitions: topic.partitions.map((partition) => ({
  ...partition, messages: partition.messages.map((one) => ({ ...one, headers: Object.fromEntries(Object.entries(one.headers).map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)])) })) })) })) });

describe('what is read', () => {
  it('is what kafkajs would read, with headers as text', async () => {
    const set = Buffer.concat([await setOf(messages(40)), await setOf([{ value: null, key: 'twice', headers: { a: ['1', '2', '3'] } }])]);
    expect(decodeFetch(answer(set))).toEqual(asText(await theirs.response.decode(answer(set))));
  });

  it('ends with the last whole batch, and may be nothing', async () => {
    const [first, second] = [await setOf(messages(3)), await setOf(messages(3))];
    const cut = Buffer.concat([first, second.subarray(0, second.length - 1)]);
    for (const set of [cut, Buffer.alloc(0), first.subarray(0, 40)]) expect(decodeFetch(answer(set))).toEqual(asText(await theirs.response.decode(answer(set))));
    expect(decodeFetch(answer(cut)).responses[0]?.partitions[0]?.messages).toHaveLength(3);
  });

  it('is left to kafkajs when it is not what Hearth sends', async () => {
    const compressed = await setOf(messages(3), kafkajs.CompressionTypes.GZIP);
    const control = Buffer.from(await setOf(messages(1)));
    control.writeInt16BE(0x20, 21);
    const old = Buffer.from(await setOf(messages(1)));
    old[16] = 1;
    for (const set of [compressed, control, old]) expect(() => decodeFetch(answer(set))).toThrow(Unusual);
  });
});

describe('sums and hashes', () => {
  it('are those of Kafka', () => {
    const bytes = randomBytes(1000);
    for (let from = 0; from < 40; from += 1) expect(crc32c(bytes, from, 1000 - from)).toBe(theirs.crc(bytes.subarray(from, 1000 - from)));
    expect(crc32c(Buffer.from('123456789'), 0, 9)).toBe(0xe3069283);
  });

  it('put a key where every other client puts it', () => {
    const [ours, other] = [partitioner(), kafkajs.Partitioners.DefaultPartitioner()];
    const partitionMetadata = Array.from({ length: 6 }, (_, partitionId) => ({ partitionId, leader: 1, partitionErrorCode: 0, replicas: [1], isr: [1] }));
    for (const key of ['', 'a', '受助家庭', 'өрх', ...Array.from({ length: 300 }, (_, n) => randomBytes(n % 40).toString('latin1')), ...Array.from({ length: 50 }, () => randomUUID())]) {
      expect(ours({ partitionMetadata, message: { key } })).toBe(other({ topic: 't', partitionMetadata, message: { key, value: null } }));
    }
    expect(ours({ partitionMetadata, message: { key: 'a', partition: 4 } })).toBe(4);
  });
});
