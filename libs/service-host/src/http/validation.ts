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

/** Whether a field of a request class has one object, and must have it. */
function objectFields(request: object): ReadonlyMap<string, { readonly needed: boolean }> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(request.constructor, '', false, false);
  const optional = new Set(rules.filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION).map(({ propertyName }) => propertyName));
  return new Map(rules.filter(({ type, each }) => type === ValidationTypes.NESTED_VALIDATION && !each).map(({ propertyName }) => [propertyName, { needed: !optional.has(propertyName) }]));
}

/** What class-validator lets pass where a request class has one object: a list (it checks the entries, `[]` has none), and nothing at all. */
function noObjects(request: object): ValidationError[] {
  const objects = objectFields(request);
  const values = new Map<string, unknown>(Object.entries(request));
  const wrong = [...objects].filter(([property, { needed }]) => Array.isArray(values.get(property)) || (needed && (values.get(property) ?? null) === null)).map(([property]) => property);
  const below = [...values].filter((entry): entry is [string, object] => typeof entry[1] === 'object' && entry[1] !== null && !wrong.includes(entry[0]));
  return [
    ...wrong.map((property) => ({ property, constraints: { object: `${property} must be an object` } })),
    ...below.flatMap(([property, value]): ValidationError[] => { const children = noObjects(value); return children.length === 0 ? [] : [{ property, children }]; }),
  ];
}

class RequestPipe extends ValidationPipe {
  protected override async validate(request: object, options?: ValidatorOptions): Promise<ValidationError[]> {
    return [...noObjects(request), ...await super.validate(request, options)];
  }
}

/** Checks bodies and queries against their request classes: unknown fields are refused, every fault is named at once. */
export const validation = (): ValidationPipe => new RequestPipe({
  whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true, stopAtFirstError: false,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => new BadRequestException({ errors: fieldProblems(errors) }),
});
