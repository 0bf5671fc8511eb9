/** RFC 9562 name-based UUID, version 5. */
export declare function uuidv5(name: string, namespace: string): string;
