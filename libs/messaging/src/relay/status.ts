export interface RelayStatus {
  /** This process holds the service's one active relay. */
  readonly active: boolean;
  readonly position: number;
  readonly end: number;
  /** Positions not yet published. */
  readonly lag: number;
  /** Age of the oldest event not yet published. */
  readonly lagSeconds: number;
  readonly epoch: number;
  readonly error: string | null;
}
