/** What may be in hand at a time; about 3000 events of the usual size. A statement or two are under way, the rest waits its turn. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A place to wait in, in turn, while there is no room. Whoever waits holds nothing here but its place. */
export class Room {
  readonly #most: number;
  #taken = 0;
  #line: (() => number)[] = [];
  #served = 0;

  constructor(most = MOST_BYTES) {
    this.#most = most;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#line.length - this.#served;
  }

  /** Calls it now or as soon as there is room; it answers with what it takes. One may be larger than the room: it goes alone. */
  enter(come: () => number): void {
    if (this.waiting === 0 && this.#taken < this.#most) this.#admit(come);
    else this.#line.push(come);
  }

  leave(bytes: number): void {
    this.#taken -= bytes;
    for (let next = this.#line[this.#served]; next !== undefined && this.#taken < this.#most; next = this.#line[this.#served]) {
      this.#served += 1;
      this.#admit(next);
    }
    this.#forget();
  }

  #admit(come: () => number): void {
    const bytes = come();
    this.#taken += bytes;
  }

  /** Those served are dropped when they are half of the line: taking the first off one by one would move all others each time. */
  #forget(): void {
    if (this.#served * 2 < this.#line.length) return;
    this.#line = this.#line.slice(this.#served);
    this.#served = 0;
  }
}
