/** The code of a system or database error. By its shape: an error may come from another realm, where `instanceof` is false. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Whether a row was refused because another already has its unique values. */
export function isDuplicate(error: unknown, constraint: string): boolean {
  return codeOf(error) === '23505' && typeof error === 'object' && error !== null && 'constraint' in error && error.constraint === constraint;
}
