/** Tells those who read along (the live stream) how far all projections of the service have come. */
export class PassedSignal {
  private readonly listeners = new Set<(position: number) => void>();
  position = 0;

  tell(position: number): void {
    this.position = Math.max(this.position, position);
    for (const listener of this.listeners) listener(this.position);
  }

  /** Calls `listener` at each progress; the answer stops it. */
  onPassed(listener: (position: number) => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }
}
