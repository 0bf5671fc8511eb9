import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Copy, finding, type Finding, workspace } from './fixture.ts';

const require = createRequire(import.meta.url);
const ruleOf = (found: Finding): string => found.split(' ').at(-1) ?? '';
const LIMIT = 60_000;

describe('borders', () => {
  const copy = Copy.of('borders').take('.dependency-cruiser.cjs').take('tsconfig.base.json').linkPackages();
  const { forbidden } = require(join(workspace, '.dependency-cruiser.cjs')) as { forbidden: { name: string }[] };
  let refused: Finding[] = [];
  beforeAll(() => {
    const { stdout } = copy.run('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ['contracts', 'libs', 'services', 'deploy', 'tools', 'bench', '-T', 'json', '--config', '.dependency-cruiser.cjs']);
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    refused = [...new Set(summary.violations.map(({ from, rule }) => finding(from, 0, rule.name)))].toSorted();
  }, LIMIT);
  afterAll(() => { copy.remove(); });

  it('refuses exactly what the fixture announces, by the name of the rule', () => {
    expect(refused).toEqual(copy.announced());
  });

  it.each(forbidden.map(({ name }) => name))('%s has a fixture that breaks it', (name) => {
    expect(refused.map(ruleOf)).toContain(name);
  });
});

describe('lint', () => {
  const copy = Copy.of('lint').take('.oxlintrc.json').take('tsconfig.base.json').linkPackages()
    .write('tsconfig.json', JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: { jsx: 'react-jsx', lib: ['ES2023', 'DOM'] }, include: ['services'] }))
    .write('services/casework/src/long.ts', 'export {};\n'.repeat(301));
  let refused: Finding[] = [];
  beforeAll(() => {
    const { stdout } = copy.run('node_modules/oxlint/bin/oxlint', ['services', '--type-aware', '--deny-warnings', '-f', 'json']);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string; labels: { span: { line: number } }[] }[] };
    refused = diagnostics.map(({ code, filename, labels }) => finding(filename, labels[0]?.span.line ?? 0, code)).toSorted();
  }, LIMIT);
  afterAll(() => { copy.remove(); });

  it('refuses exactly what the fixture announces, by the name of the rule', () => {
    expect(refused.filter((found) => !found.includes('/long.ts'))).toEqual(copy.announced());
  });

  it('refuses a file of more than 300 lines', () => {
    expect(refused.filter((found) => found.includes('/long.ts')).map(ruleOf)).toContain('eslint(max-lines)');
  });

  it.each(errorsOf('.oxlintrc.json'))('%s has a fixture that breaks it', (rule) => {
    expect(refused.map(ruleOf)).toContain(rule);
  });
});

describe('types', () => {
  const copy = Copy.of('types').take('tsconfig.base.json').linkPackages()
    .write('tsconfig.json', JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: { composite: false, incremental: false, noEmit: true }, include: ['src'] }));
  afterAll(() => { copy.remove(); });

  it('the compiler refuses exactly what the fixture announces', () => {
    const { stdout } = copy.run('node_modules/typescript/bin/tsc', ['-p', '.', '--pretty', 'false']);
    const refused = [...stdout.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+):/gm)].map(([, file = '', line, code = '']) => finding(file, Number(line), code));
    expect(refused.toSorted()).toEqual(copy.announced());
  }, LIMIT);
});

describe('generated files', () => {
  const copy = new Copy().take('contracts').take('docs/catalogue.md').linkPackages();
  const check = (): ReturnType<Copy['run']> => copy.run(join(copy.dir, 'contracts/generate.mjs'), ['--check']);
  afterAll(() => { copy.remove(); });

  it('pass as they stand', () => {
    expect(check()).toMatchObject({ status: 0, stderr: '' });
  }, LIMIT);

  it('are refused by name when they say something else than the schemas', () => {
    const outdated = ['contracts/asyncapi.json', 'contracts/src/generated/registry.ts', 'docs/catalogue.md'];
    for (const path of outdated) copy.write(path, `${copy.read(path)}\n`);
    const { status, stderr } = check();
    expect(status).toBe(1);
    expect([...stderr.matchAll(/^outdated: (\S+)/gm)].map(([, path]) => path).toSorted()).toEqual(outdated);
  }, LIMIT);
});

/** The rules a lint configuration names itself, as the linter prints them. */
function errorsOf(path: string): string[] {
  type Rules = Record<string, string | [string, ...unknown[]]>;
  const { rules, overrides } = JSON.parse(readFileSync(join(workspace, path), 'utf8')) as { rules: Rules; overrides: { rules: Rules }[] };
  const named = [rules, ...overrides.map((one) => one.rules)].flatMap((one) => Object.entries(one));
  const errors = named.filter(([, severity]) => severity === 'error' || severity[0] === 'error').map(([name]) => name);
  return [...new Set(errors)].map((name) => (name.includes('/') ? name.replace(/^(\w+)\/(.+)$/, '$1($2)') : `eslint(${name})`));
}
