import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const paths = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
/** Chromium of this machine; undefined where there is none. */
export const chromiumPath = paths.find((path) => path !== undefined && path !== '' && existsSync(path));

/** @throws Error where a browser is required (HEARTH_REQUIRE_BROWSER=1) and none is there. */
export function browserWanted(): boolean {
  if (chromiumPath === undefined && process.env['HEARTH_REQUIRE_BROWSER'] === '1') throw new Error('HEARTH_REQUIRE_BROWSER=1, but there is no Chromium');
  return chromiumPath !== undefined;
}

export const launchBrowser = (): Promise<Browser> => chromium.launch({
  ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

export type Language = 'zh' | 'mn' | 'en';
export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A page whose presses are counted: a click is a press, tap, Enter or shortcut; typing is free. */
export interface Desk { readonly page: Page; readonly errors: string[]; clicks: number; press(key: string): Promise<void>; tap(what: Parameters<Page['locator']>[0] | ReturnType<Page['locator']>): Promise<void>; close(): Promise<void> }

export async function signIn(browser: Browser, url: string, officer: string, o: { language?: Language; size?: { width: number; height: number } } = {}): Promise<Desk> {
  const context = await browser.newContext({ viewport: o.size ?? WIDE, bypassCSP: true });
  await context.addInitScript((language) => { (globalThis as unknown as { localStorage: { setItem(k: string, v: string): void } }).localStorage.setItem('hearth.language', language); }, o.language ?? 'zh');
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  page.on('pageerror', (error) => { errors.push(String(error)); });
  await page.goto(url);
  await page.getByRole('button', { name: officer, exact: true }).click();
  await page.waitForSelector('.shell main h1', { state: 'attached' });
  const desk: Desk = {
    page, errors, clicks: 0,
    press: async (key) => { desk.clicks += 1; await page.keyboard.press(key); },
    tap: async (what) => { desk.clicks += 1; await (typeof what === 'string' ? page.locator(what).first() : what).click(); },
    close: () => context.close(),
  };
  return desk;
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const BEST = { 'landmark-one-main': { enabled: true }, region: { enabled: true }, 'heading-order': { enabled: true } };

/** Names of the axe rules a page breaks, with where; empty when none. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(([tags, best]) => {
    interface Axe { run(context: unknown, options: unknown): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> }
    const { axe, document } = globalThis as unknown as { axe: Axe; document: unknown };
    return axe.run(document, { runOnly: { type: 'tag', values: tags }, rules: best }).then(({ violations }) => violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ')).join(', ')}`));
  }, [TAGS, BEST] as const);
}

/** Pixels by which the page can be pushed sideways. */
export const sideways = (page: Page): Promise<number> => page.evaluate(() => {
  const { documentElement: root } = (globalThis as unknown as { document: { documentElement: { scrollWidth: number; clientWidth: number } } }).document;
  return root.scrollWidth - root.clientWidth;
});
