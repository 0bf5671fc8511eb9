import { EventPattern } from '@nestjs/microservices';

/** Marks the method of a controller that takes in one or several event types; `versions`: those it understands. */
export function Consumes(type: string | readonly string[], versions: readonly number[]): MethodDecorator {
  const mark = EventPattern(typeof type === 'string' ? type : [...type], { versions });
  return (target: object, key: string | symbol, descriptor: PropertyDescriptor) => { mark(target, key, descriptor); };
}
