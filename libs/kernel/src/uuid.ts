/** A UUID in the text form of RFC 9562, lower-case only, so that equal ids are equal text; any version. Without flags: its `source` serves JSON Schema too. */
export const UUID_PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether `text` is a lower-case UUID. */
export const isUuid = (text: unknown): text is string => typeof text === 'string' && UUID_PATTERN.test(text);
