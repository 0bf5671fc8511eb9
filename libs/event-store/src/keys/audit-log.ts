import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Lines of JSON, only ever added to. Lines that come while others are being written go out together. */
export class AuditLog {
  readonly #path: string;
  #file: Promise<FileHandle> | undefined;
  #lines: string[] = [];
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Resolves once the line is in the file. */
  write(line: object): Promise<void> {
    this.#lines.push(`${JSON.stringify(line)}\n`);
    if (this.#next === undefined) {
      this.#next = this.#writing.then(() => this.#flush());
      this.#writing = this.#next.catch(() => undefined);
    }
    return this.#next;
  }

  async #flush(): Promise<void> {
    this.#next = undefined;
    const lines = this.#lines.splice(0).join('');
    const file = await this.#open();
    await file.appendFile(lines);
  }

  #open(): Promise<FileHandle> {
    this.#file ??= this.#openFile().catch((error: unknown) => {
      this.#file = undefined;
      throw error;
    });
    return this.#file;
  }

  async #openFile(): Promise<FileHandle> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    return open(this.#path, 'a', 0o600);
  }

  async close(): Promise<void> {
    await this.#writing;
    const file = await this.#file;
    this.#file = undefined;
    await file?.close();
  }
}
