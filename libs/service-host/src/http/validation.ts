import { BadRequestException, ValidationPipe, type ValidationError } from '@nestjs/common';
import type { FieldProblem } from './problem.ts';

/** Field paths, rules and words of what class-validator refused; values are never repeated. */
function fieldProblems(errors: readonly ValidationError[], path = ''): FieldProblem[] {
  return errors.flatMap((error) => {
    const field = path === '' ? error.property : /^\d+$/.test(error.property) ? `${path}[${error.property}]` : `${path}.${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, detail]) => ({ field, code: code === 'whitelistValidation' ? 'unknown-field' : code, detail }));
    return [...own, ...fieldProblems(error.children ?? [], field)];
  });
}

/** Checks bodies and queries against their request classes: unknown fields are refused, every fault is named at once. */
export const validation = (): ValidationPipe => new ValidationPipe({
  whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true, transform: true, stopAtFirstError: false,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => new BadRequestException({ errors: fieldProblems(errors) }),
});
