// AsyncAPI 3.0: one channel a service, one message an event version. Schemas are referred to, not repeated.
import { format } from 'prettier';
import { keyOf } from './words.mjs';

const json2020 = 'application/schema+json;version=draft-2020-12';
const nameOf = (event) => `${event.type}.v${event.version}`;
const ref = (path) => ({ $ref: path });

function message(event) {
  const exact = { ce_type: { const: event.type }, ce_dataversion: { const: String(event.version) } };
  return {
    name: nameOf(event),
    title: event.schema.title,
    summary: event.schema.description,
    contentType: 'application/json',
    correlationId: { description: 'The same for all that one request set off.', location: '$message.header#/ce_correlationid' },
    headers: { schemaFormat: json2020, schema: { allOf: [ref('./cloudevents.json'), { properties: exact }] } },
    payload: { schemaFormat: json2020, schema: ref(`./${event.file}`) },
    bindings: { kafka: { key: { type: 'string', description: `${keyOf(event)} (UUID)` }, bindingVersion: '0.5.0' } },
    examples: [{ name: 'example', payload: event.example }],
  };
}

const channel = (service) => ({
  address: service.topic,
  title: service.name,
  description: `Everything ${service.name} says; all about one household in order.`,
  messages: Object.fromEntries(service.events.map((event) => [nameOf(event), ref(`#/components/messages/${nameOf(event)}`)])),
  bindings: { kafka: { topic: service.topic, topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': -1 }, bindingVersion: '0.5.0' } },
});

const operation = (service) => ({ action: 'send', channel: ref(`#/channels/${service.name}`), summary: `${service.name} publishes` });

const each = (list, key, value) => Object.fromEntries(list.map((item) => [key(item), value(item)]));

export function asyncapi({ services, events }) {
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Hearth, the published language',
      version: '1.0.0',
      description: 'What services and departments may know of each other: CloudEvents 1.0 over Kafka (binary mode), at least once, in order per household.',
    },
    defaultContentType: 'application/json',
    channels: each(services, (service) => service.name, channel),
    operations: each(services, (service) => `publish-${service.name}`, operation),
    components: { messages: each(events, nameOf, message) },
  };
  return format(JSON.stringify(document), { parser: 'json', printWidth: 140 });
}
