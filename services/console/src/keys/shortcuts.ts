export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
  /** The element that has the focus takes text. */
  readonly typing: boolean;
}

/** The name of a shortcut, or null where the key is not one: the Enter that picks a Chinese character must never submit. */
export function shortcutOf(press: KeyPress, singleKeys: boolean): string | null {
  if (press.isComposing || press.keyCode === 229 || press.altKey) return null;
  const name = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.ctrlKey || press.metaKey) return `Ctrl+${name}`;
  return press.typing || !singleKeys ? null : name;
}
