import { EventPattern } from '@nestjs/microservices';

/** Marks the method of a controller that takes in an event type; `versions`: those it understands. */
export function Consumes(type: string, versions: readonly number[]): MethodDecorator {
  const mark = EventPattern(type, { versions });
  return (target: object, key: string | symbol, descriptor: PropertyDescriptor) => { mark(target, key, descriptor); };
}
