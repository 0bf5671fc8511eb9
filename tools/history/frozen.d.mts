/** The frozen files of one folder, `services/registry` and the like. */
export class History {
  constructor(owner: string, base?: string);
  /** Frozen files that are not what they were, and files that are not frozen. */
  problems(): string[];
}
