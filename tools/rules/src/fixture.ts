import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const workspace = fileURLToPath(new URL('../../../', import.meta.url));
const fixtures = join(workspace, 'tools/rules/fixtures');

/** What a rule says of a place: `services/registry/src/a.ts:3 no-cross-service`; line 0 where a rule speaks of a whole file. */
export type Finding = string;
export const finding = (file: string, line: number, rule: string): Finding => `${file.split(sep).join('/')}:${line} ${rule}`;

/** A copy of a fixture outside the workspace, so that nothing but the rules themselves decides what is refused. */
export class Copy {
  readonly dir = realpathSync(mkdtempSync(join(tmpdir(), 'hearth-rules-')));

  static of(fixture: string): Copy {
    const copy = new Copy();
    cpSync(join(fixtures, fixture), copy.dir, { recursive: true });
    return copy;
  }

  /** Takes a file or folder of the workspace as it stands. */
  take(path: string): this {
    cpSync(join(workspace, path), join(this.dir, path), { recursive: true, filter: (source) => !/[/\\](dist|node_modules)$/.test(source) });
    return this;
  }

  write(path: string, text: string): this {
    writeFileSync(join(this.dir, path), text);
    return this;
  }

  read(path: string): string {
    return readFileSync(join(this.dir, path), 'utf8');
  }

  /** Packages as in the workspace; ours are the ones of the copy. */
  linkPackages(): this {
    const modules = join(this.dir, 'node_modules');
    mkdirSync(join(modules, '@hearth'), { recursive: true });
    for (const name of readdirSync(join(workspace, 'node_modules'))) {
      if (!['@hearth', '.package-lock.json', '.cache'].includes(name)) symlinkSync(join(workspace, 'node_modules', name), join(modules, name));
    }
    this.write('package.json', JSON.stringify({ private: true, type: 'module' }));
    for (const [name, folder] of this.ownPackages()) {
      const description = join(this.dir, folder, 'package.json');
      if (!existsSync(description)) writeFileSync(description, JSON.stringify({ name, type: 'module', exports: { '.': { '@hearth/source': './src/index.ts' } } }));
      symlinkSync(join(this.dir, folder), join(modules, name));
    }
    return this;
  }

  /** What the comments `refused by: RULE` in the files announce. */
  announced(): Finding[] {
    return this.files().flatMap((file) => this.read(file).split('\n').flatMap((text, at) => {
      const rule = /refused by: (\S+)/.exec(text)?.[1];
      if (rule === undefined) return [];
      return [text.startsWith('// @ts-') ? finding(file, at + 1, rule) : finding(file, text.startsWith('// refused by') ? 0 : at + 1, rule)];
    })).toSorted();
  }

  /** Runs a program, named by its path in the workspace, in the copy. */
  run(program: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
    return spawnSync(process.execPath, [resolve(workspace, program), ...args], { cwd: this.dir, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  }

  remove(): void {
    rmSync(this.dir, { recursive: true });
  }

  private files(folder = ''): string[] {
    return readdirSync(join(this.dir, folder), { withFileTypes: true })
      .filter((entry) => entry.name !== 'node_modules')
      .flatMap((entry) => (entry.isDirectory() ? this.files(join(folder, entry.name)) : [join(folder, entry.name)]))
      .filter((file) => /\.tsx?$/.test(file));
  }

  private ownPackages(): [string, string][] {
    const below = (top: string): string[] => (existsSync(join(this.dir, top)) ? readdirSync(join(this.dir, top)).map((name) => join(top, name)) : []);
    const named: Record<string, string> = { [join('tools', 'hearth')]: '@hearth/cli' };
    return [...below('libs'), ...below('services'), ...below('deploy'), ...below('tools'), ...(existsSync(join(this.dir, 'contracts')) ? ['contracts'] : [])]
      .map((folder) => [named[folder] ?? `@hearth/${folder.split(sep).at(-1)}`, folder]);
  }
}
