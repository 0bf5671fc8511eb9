import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { residentIdCheckDigit } from '@hearth/kernel';
import type { Browser } from 'playwright-core';
import { axeViolations, browserWanted, type Language, launchBrowser, PHONE, sideways, signIn, WIDE } from './testing/browser.ts';
import { type RunningHearth, startHearthProcess } from './testing/running-hearth.ts';

const run = browserWanted() ? describe : describe.skip;
const LANGUAGES: readonly Language[] = ['zh', 'mn', 'en'];
const SCREENS = [['town1', '/work'], ['town1', '/applications/new'], ['county1', '/households'], ['verify1', '/verifications'], ['finance1', '/payroll'], ['analyst1', '/dashboards']] as const;
const LIMIT = 120_000;

/** The screens of the console in a real Chromium, against the services as `npm start` runs them. */
run('the console', () => {
  let hearth: RunningHearth;
  let browser: Browser;
  let household = '', file = '';

  beforeAll(async () => {
    hearth = await startHearthProcess();
    await hearth.command('scenario', 'seed');
    const told = JSON.parse(await hearth.command('scenario', 'dibao')) as { ids: { household: string; case: string } };
    household = told.ids.household;
    file = told.ids.case;
    browser = await launchBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await hearth.stop();
  }, 60_000);

  it.each(SCREENS)('%s at %s: no error, no violation, nothing cut, in three languages and two sizes', async (officer, path) => {
    for (const language of LANGUAGES) {
      for (const size of [WIDE, PHONE]) {
        const desk = await signIn(browser, hearth.url, officer, { language, size });
        await desk.page.goto(hearth.url + path);
        await desk.page.waitForSelector('.shell main h1', { state: 'attached' });
        await desk.page.waitForFunction('document.querySelector("main").innerText.trim().length > 40');
        expect({ language, size, errors: desk.errors, axe: await axeViolations(desk.page), sideways: await sideways(desk.page) }).toEqual({ language, size, errors: [], axe: [], sideways: 0 });
        await desk.close();
      }
    }
  }, LIMIT);

  it('shows the record and the file of a household that was paid, without an identity number', async () => {
    const desk = await signIn(browser, hearth.url, 'county1', { language: 'en' });
    for (const path of [`/households/${household}`, `/applications/${file}`]) {
      await desk.page.goto(hearth.url + path);
      await desk.page.waitForSelector('.shell main h1', { state: 'attached' });
      await desk.page.waitForSelector('text=/dibao/i');
      expect(await desk.page.locator('body').innerText()).not.toMatch(/\d{17}[\dX]/);
      expect({ path, axe: await axeViolations(desk.page), errors: desk.errors }).toEqual({ path, axe: [], errors: [] });
    }
    await desk.close();
  }, LIMIT);

  it('task 1: what falls due first is seen without a click and opened with one', async () => {
    const desk = await signIn(browser, hearth.url, 'town1');
    await desk.page.waitForSelector('[data-row]');
    await desk.press('Enter');
    await desk.page.waitForURL(/\/applications\/[0-9a-f-]{36}/);
    expect(desk.clicks).toBeLessThanOrEqual(1);
    await desk.close();
  }, LIMIT);

  it('task 2: an application at the window within 6 clicks, returned with all that is missing in one notice', async () => {
    const desk = await signIn(browser, hearth.url, 'town1');
    await desk.press('n');
    await desk.page.waitForSelector('#people');
    const first17 = `99010119740501${100 + (Date.now() % 800)}`;
    await desk.page.locator('input[id$="-name"]').first().fill('测试甲');
    await desk.page.locator('input[id$="-id"]').first().fill(`${first17}${residentIdCheckDigit(first17)}`);
    await desk.page.locator('#village').selectOption('341524100001');
    await desk.page.locator('#account').fill('6217000012345678');
    await desk.page.locator('main', { hasText: '户口簿' }).waitFor(); // the rule set's list of papers has come
    await desk.press('Control+Enter');
    await desk.page.waitForSelector('#outcome');
    await desk.page.locator('#outcome', { hasText: /一次性告知 \d+ 项/ }).waitFor();
    expect(await desk.page.locator('main').innerText()).toMatch(/户口簿/);
    expect(desk.clicks).toBeLessThanOrEqual(6);
    await desk.close();
  }, LIMIT);

  it('task 10: a household is found by pinyin within 2 clicks', async () => {
    const desk = await signIn(browser, hearth.url, 'town1');
    await desk.press('Control+k');
    await desk.page.waitForSelector('[role="dialog"] input:focus');
    await desk.page.keyboard.type('chen');
    await desk.page.waitForSelector('.find-result');
    await desk.press('Enter');
    await desk.page.waitForURL(/\/households\/[0-9a-f-]{36}/);
    expect(desk.clicks).toBeLessThanOrEqual(2);
    await desk.close();
  }, LIMIT);
});
