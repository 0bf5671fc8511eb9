import { describe, expect, it } from '@jest/globals';
import { shortcutOf, type KeyPress } from './shortcuts.ts';

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 0, typing: false, ...rest });

describe('shortcuts', () => {
  it('are single letters where nobody types', () => {
    expect(shortcutOf(press('J'), true)).toBe('j');
    expect(shortcutOf(press('Enter'), true)).toBe('Enter');
    expect(shortcutOf(press('j', { typing: true }), true)).toBeNull();
  });

  it('can be switched off, but for those with Ctrl', () => {
    expect(shortcutOf(press('j'), false)).toBeNull();
    expect(shortcutOf(press('k', { ctrlKey: true, typing: true }), false)).toBe('Ctrl+k');
    expect(shortcutOf(press('Enter', { metaKey: true, typing: true }), true)).toBe('Ctrl+Enter');
  });

  it('are silent while an input method composes', () => {
    expect(shortcutOf(press('Enter', { isComposing: true }), true)).toBeNull();
    expect(shortcutOf(press('Enter', { keyCode: 229, ctrlKey: true }), true)).toBeNull();
  });
});
