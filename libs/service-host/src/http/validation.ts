import { BadRequestException, ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage, ValidationTypes, type ValidatorOptions } from 'class-validator';
import type { FieldProblem } from './problem.ts';

/** Field paths, rules and words of what class-validator refused; values are never repeated. */
function fieldProblems(errors: readonly ValidationError[], path = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : /^\d+$/.test(error.property) ? `${path}[${error.property}]` : `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, detail]) => ({ field, code: code === 'whitelistValidation' ? 'unknown-field' : code, detail }));
    return [...own, ...fieldProblems(error.children ?? [], field)];
  });
}

/** Lists where a request class has one object: class-validator checks each entry instead, so that `[]` would pass for an object. */
function listsForObjects(request: object): ValidationError[] {
  const fields = Object.entries(request).filter((entry): entry is [string, object] => typeof entry[1] === 'object' && entry[1] !== null);
  const single = new Set(getMetadataStorage().getTargetValidationMetadatas(request.constructor, '', false, false).filter(({ type, each }) => type === ValidationTypes.NESTED_VALIDATION && !each).map(({ propertyName }) => propertyName));
  return fields.flatMap(([property, value]): ValidationError[] => {
    if (single.has(property) && Array.isArray(value)) return [{ property, constraints: { object: `${property} must be an object` } }];
    const children = listsForObjects(value);
    return children.length === 0 ? [] : [{ property, children }];
  });
}

class RequestPipe extends ValidationPipe {
  protected override async validate(request: object, options?: ValidatorOptions): Promise<ValidationError[]> {
    return [...listsForObjects(request), ...await super.validate(request, options)];
  }
}

/** Checks bodies and queries against their request classes: unknown fields are refused, every fault is named at once. */
export const validation = (): ValidationPipe => new RequestPipe({
  whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true, stopAtFirstError: false,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => new BadRequestException({ errors: fieldProblems(errors) }),
});
