import { BadRequestException, ValidationPipe, type ValidationError } from '@nestjs/common';
import { getMetadataStorage, ValidationTypes, type ValidatorOptions } from 'class-validator';
import type { FieldProblem } from './problem.ts';

/** Field paths, rules and words of what class-validator refused; values are never repeated. */
function fieldProblems(errors: readonly ValidationError[], path = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : /^\d+$/.test(error.property) ? `${path}[${error.property}]` : `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, detail]) => (code === 'whitelistValidation' ? { field, code: 'unknown-field', detail: 'is not known here' } : { field, code, detail }));
    return [...own, ...fieldProblems(error.children ?? [], field)];
  });
}

/** The fields of a request class that hold objects: one or a list of them, needed or not. */
function objectFields(request: object): ReadonlyMap<string, { readonly list: boolean; readonly needed: boolean }> {
  const rules = getMetadataStorage().getTargetValidationMetadatas(request.constructor, '', false, false);
  const optional = new Set(rules.filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION).map(({ propertyName }) => propertyName));
  return new Map(rules.filter(({ type }) => type === ValidationTypes.NESTED_VALIDATION).map(({ propertyName, each }) => [propertyName, { list: each, needed: !optional.has(propertyName) }]));
}

const noObject = (property: string): ValidationError => ({ property, constraints: { object: `${property} must be an object` } });

/**
 * What class-validator lets pass where a request class has objects: a list for an object and a list in a list of objects (it checks their entries, and `[]` has none),
 * and nothing at all where one is needed.
 */
function noObjects(request: object): ValidationError[] {
  const objects = objectFields(request);
  return [...new Set([...objects.keys(), ...Object.keys(request)])].flatMap((property): ValidationError[] => {
    const value: unknown = Reflect.get(request, property), expected = objects.get(property);
    if (expected && !expected.list && (Array.isArray(value) || (expected.needed && (value ?? null) === null))) return [noObject(property)];
    if (typeof value !== 'object' || value === null) return [];
    const lists = expected?.list && Array.isArray(value) ? value.flatMap((entry, i) => (Array.isArray(entry) ? [noObject(String(i))] : [])) : [];
    const children = [...lists, ...noObjects(value)];
    return children.length === 0 ? [] : [{ property, children }];
  });
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
