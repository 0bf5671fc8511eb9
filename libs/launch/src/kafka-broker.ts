import type { Child } from './child.ts';

export interface BrokerPlace {
  home: string;
  kept: boolean;
  port: number;
  controllerPort: number;
  log: (line: string) => void;
}

export interface StartedBroker {
  child: Child;
  pid(): Promise<number>;
  /** The end of what it said. */
  said(): string;
}
