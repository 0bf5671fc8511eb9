/** Every generated file: path from the root of the workspace → content. */
export function generate(): Promise<Map<string, string>>;
/** The generated files that are missing or differ from what the schemas say. */
export function outdated(): Promise<[path: string, text: string][]>;
