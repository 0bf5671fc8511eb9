import { useEffect, useRef } from 'react';
import { shortcutOf } from './shortcuts.ts';

const storageKey = 'hearth.single-keys';

export const singleKeysOn = (): boolean => localStorage.getItem(storageKey) !== 'off';
export const setSingleKeys = (on: boolean): void => localStorage.setItem(storageKey, on ? 'on' : 'off');

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select'));

/** Enter on a focused button or link is that control's own. */
const hasOwnEnter = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('a, button, summary, [role=slider]') !== null;

export type Shortcuts = Readonly<Record<string, () => void>>;

export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => { latest.current = shortcuts; });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      const { key, ctrlKey, metaKey, altKey, isComposing, keyCode, target } = event;
      const name = shortcutOf({ key, ctrlKey, metaKey, altKey, isComposing, keyCode, typing: takesText(target) }, singleKeysOn());
      if (name === null || (name === 'Enter' && hasOwnEnter(target)) || insideDialog(target, name)) return;
      const run = latest.current[name];
      if (!run) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

/** An open dialog has the keyboard to itself; only the shortcuts with Ctrl go on. */
const insideDialog = (target: EventTarget | null, name: string): boolean =>
  !name.startsWith('Ctrl+') && target instanceof HTMLElement && target.closest('[role=dialog]') !== null;
