import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { axeViolations, browserWanted, type Desk, type Language, launchBrowser, PHONE, sideways, signIn, WIDE } from './testing/browser.ts';
import { type RunningHearth, startHearthProcess } from './testing/running-hearth.ts';

const run = browserWanted() ? describe : describe.skip;
const LANGUAGES: readonly Language[] = ['zh', 'mn', 'en'];
const LIMIT = 240_000;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** Rules, formulas and the laboratory in a real Chromium, against the services as `npm start` runs them. */
run('rules and targeting in the console', () => {
  let hearth: RunningHearth;
  let browser: Browser;
  let draft = '', study = '', formula = '';

  beforeAll(async () => {
    hearth = await startHearthProcess();
    await hearth.command('scenario', 'dibao');
    browser = await launchBrowser();
  }, LIMIT);
  afterAll(async () => {
    await browser.close();
    await hearth.stop();
  }, 60_000);

  const idIn = (url: string): string => ID.exec(url)?.[0] ?? '';
  const open = (officer: string): Promise<Desk> => signIn(browser, hearth.url, officer, { language: 'en' });
  /** What must not be there on any page. */
  const faults = async (desk: Desk): Promise<object> => ({ axe: await axeViolations(desk.page), sideways: await sideways(desk.page), errors: desk.errors });
  const NONE = { axe: [], sideways: 0, errors: [] };

  async function call<T>(officer: string, path: string, body?: object): Promise<T> {
    const headers = { authorization: `Bearer ${await hearth.tokenOf(officer)}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
    const response = await fetch(`${hearth.url}/api/eligibility/${path}`, { headers, ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  it('a wrong rule document is refused with the path of its fault, and what was typed is there after a reload', async () => {
    const desk = await open('rules1');
    await desk.page.goto(`${hearth.url}/rules/drafts/new?from=dibao-2012`);
    const area = desk.page.locator('.document-area textarea');
    const wrong = JSON.stringify({ ...(JSON.parse(await area.inputValue()) as object), eligibility: {} }, null, 2);
    await area.fill(wrong);
    await desk.page.getByLabel('What changes and why').fill('A standard that families can live on');
    await desk.tap(desk.page.getByRole('button', { name: 'Save the draft' }));
    await desk.page.locator('.notice.bad code', { hasText: 'eligibility' }).first().waitFor();
    expect(await axeViolations(desk.page)).toEqual([]);
    await desk.page.locator('p', { hasText: 'Draft kept on this device' }).waitFor();
    await desk.page.reload();
    await desk.page.getByRole('button', { name: 'Discard the draft' }).waitFor();
    expect(await area.inputValue()).toBe(wrong);
    await desk.close();
  }, LIMIT);

  it('a draft is written by one officer, simulated, and put in force by another: once', async () => {
    const author = await open('rules1');
    await author.page.goto(`${hearth.url}/rules/drafts/new?from=dibao-2021`);
    const area = author.page.locator('.document-area textarea');
    await area.fill((await area.inputValue()).replaceAll('"minor": 79000', '"minor": 99000'));
    await author.page.getByLabel('What changes and why').fill('The standard of the county rises');
    await author.tap(author.page.getByRole('button', { name: 'Save the draft' }));
    await author.page.waitForURL(/\/rules\/drafts\/[0-9a-f-]{36}/);
    draft = idIn(author.page.url());
    await author.page.locator('ins, td.is', { hasText: '¥990.00' }).first().waitFor();
    await author.page.locator('#rules-paths').waitFor();
    await author.tap(author.page.getByRole('button', { name: 'Simulate' }));
    await author.page.locator('main', { hasText: 'Simulated; another person may approve it now' }).waitFor();
    expect(await author.page.getByRole('button', { name: 'Approve and put in force' }).count()).toBe(0);
    expect({ at: 'the draft, simulated', ...(await faults(author)) }).toEqual({ at: 'the draft, simulated', ...NONE });
    await author.close();
    const approver = await open('rules2');
    await approver.page.goto(`${hearth.url}/rules/drafts/${draft}`);
    await approver.tap(approver.page.getByRole('button', { name: 'Approve and put in force' }));
    const dialog = approver.page.getByRole('dialog');
    await dialog.waitFor();
    expect({ at: 'the dialog of the approval', ...(await faults(approver)) }).toEqual({ at: 'the dialog of the approval', ...NONE });
    await approver.tap(dialog.getByRole('button', { name: 'Approve and put in force' }));
    await approver.page.locator('main', { hasText: 'Decided by' }).waitFor();
    await approver.page.goto(`${hearth.url}/rules/dibao-2021?against=former`);
    await approver.page.locator('td.was', { hasText: '¥790.00' }).first().waitFor();
    expect({ at: 'the edition beside the one before', ...(await faults(approver)) }).toEqual({ at: 'the edition beside the one before', ...NONE });
    await approver.close();
    expect(await call('rules2', 'rule-sets/dibao-2021')).toMatchObject({ edition: 2 });
    expect(await call('rules2', 'rule-set-drafts?status=approved')).toMatchObject({ total: 1 });
  }, LIMIT);

  it('the synthetic survey becomes a study with Table 3, a cut-off that moves, and files', async () => {
    const desk = await open('rules1');
    await desk.page.goto(`${hearth.url}/lab`);
    await desk.tap(desk.page.getByRole('button', { name: 'Make the synthetic survey' }));
    await desk.tap(desk.page.getByRole('dialog').getByRole('button', { name: 'Make it' }));
    await desk.page.waitForURL(/\/lab\/new\?survey=/);
    await desk.page.getByLabel('Title').fill('Which formula reaches the poor?');
    await desk.page.getByLabel('Bootstrap replicates').fill('10');
    await desk.tap(desk.page.getByRole('button', { name: 'Start' }));
    await desk.page.waitForURL(/\/lab\/[0-9a-f-]{36}/);
    study = idIn(desk.page.url());
    await desk.page.locator('#table-3').waitFor({ timeout: 120_000 });
    const table = desk.page.getByRole('table', { name: /Table 3/ });
    expect(await table.locator('tbody tr').count()).toBe(3);
    expect(await table.locator('tbody tr').first().innerText()).toMatch(/\d+\.\d–\d+\.\d/);
    expect(await desk.page.locator('.page-head', { hasText: 'synthetic survey' }).count()).toBe(1);
    await desk.page.getByRole('img', { name: 'The four quadrants (Figure 5)' }).locator('svg').first().waitFor();
    const cutoff = desk.page.getByRole('region', { name: 'Move the cut-off' }).first();
    const before = await cutoff.locator('tbody').innerText();
    await desk.tap(desk.page.getByRole('button', { name: '1 % more' }));
    await cutoff.locator('tbody', { hasText: '35.0' }).waitFor();
    expect(await cutoff.locator('tbody').innerText()).not.toBe(before);
    await desk.page.getByLabel('Households selected, %', { exact: true }).fill('50');
    await desk.press('Enter');
    await desk.page.waitForURL(/share=50/);
    expect({ at: 'the study', ...(await faults(desk)) }).toEqual({ at: 'the study', ...NONE });
    for (const [kind, begins] of [['CSV', ''], ['XLSX', 'PK'], ['PDF', '%PDF']] as const) {
      const coming = desk.page.waitForEvent('download');
      await desk.tap(desk.page.getByRole('button', { name: 'Download', exact: true }));
      await desk.tap(desk.page.getByRole('menuitem', { name: kind }));
      const file = await coming;
      const bytes = readFileSync(await file.path());
      expect({ kind, begins: bytes.subarray(0, begins.length).toString('latin1'), long: bytes.length > 2000 }).toEqual({ kind, begins, long: true });
    }
    await desk.close();
  }, LIMIT);

  it('a fitted formula is handed over, explained, reviewed in two counties, piloted, and signed into force by another', async () => {
    const author = await open('rules1');
    await author.page.goto(`${hearth.url}/lab/${study}`);
    await author.tap(author.page.getByRole('button', { name: /Hand over as draft: Poverty risk ratio/ }));
    await author.page.getByRole('dialog').getByLabel('What it is for').fill('For a pilot in two counties');
    await author.tap(author.page.getByRole('dialog').getByRole('button', { name: 'Hand over as draft' }));
    await author.page.waitForURL(/\/formulas\/[0-9a-f-]{36}/);
    formula = idIn(author.page.url());
    await author.page.locator('.answers select').first().waitFor();
    const { questions } = await call<{ questions: { column: string; kind: string; levels: string[] }[] }>('rules1', `formulas/${formula}`);
    const answers = Object.fromEntries([...questions.map(({ column, levels }): [string, string | number] => [column, levels[0] ?? 1]), ['urban', 1], ['stratum', 'capital']]);
    for (const select of await author.page.locator('.answers select').all()) await select.selectOption({ index: 1 });
    for (const input of await author.page.locator('.answers input').all()) await input.fill('1');
    await author.tap(author.page.getByRole('button', { name: 'Reckon' }));
    await author.page.getByRole('heading', { name: 'What every variable adds' }).waitFor();
    expect({ at: 'the explained score', ...(await faults(author)) }).toEqual({ at: 'the explained score', ...NONE });
    const review = (region: string, sign: string): object => ({ case: sign, region, officerSays: 'poor', answers, note: 'A family that is known to us' });
    await call('town1', `formulas/${formula}/reviews`, review('341524100', 'town/1'));
    await call('town2-b', `formulas/${formula}/reviews`, review('341522101', 'town/2'));
    await author.page.reload();
    await author.tap(author.page.getByRole('button', { name: 'Close the review' }));
    await author.tap(author.page.getByRole('button', { name: 'Start a pilot' }));
    await author.page.getByRole('dialog').getByLabel('Areas').selectOption('341524');
    await author.page.getByRole('dialog').getByLabel('What the pilot is to show').fill('That fewer are left out');
    expect({ at: 'the dialog of the pilot', ...(await faults(author)) }).toEqual({ at: 'the dialog of the pilot', ...NONE });
    await author.tap(author.page.getByRole('dialog').getByRole('button', { name: 'Start a pilot' }));
    await author.page.getByRole('heading', { name: 'The pilot so far' }).waitFor();
    await author.close();
    const approver = await open('rules2');
    await approver.page.goto(`${hearth.url}/formulas/${formula}`);
    await approver.tap(approver.page.getByRole('button', { name: 'Put in force' }));
    await approver.tap(approver.page.getByRole('dialog').getByRole('button', { name: 'Put in force' }));
    await approver.page.locator('.page-head', { hasText: 'In force' }).waitFor();
    await approver.close();
    expect(await call('analyst1', `formulas/${formula}`)).toMatchObject({ status: 'in-force', author: 'rules1', approver: 'rules2' });
  }, LIMIT);

  it.each(LANGUAGES)('no error, no violation, nothing cut on any of their pages: %s', async (language) => {
    const paths = [
      '/rules', '/rules/dibao-2021?against=dibao-2012', '/rules/tekun-2021', '/rules?tab=drafts', `/rules/drafts/${draft}`, '/rules/drafts/new?from=dibao-2012', '/formulas', `/formulas/${formula}`, '/lab', '/lab?tab=surveys', '/lab/new', `/lab/${study}`, '/watch',
    ];
    for (const size of [WIDE, PHONE]) {
      const desk = await signIn(browser, hearth.url, 'rules1', { language, size });
      for (const path of paths) {
        await desk.page.goto(hearth.url + path);
        await desk.page.waitForSelector('.shell main h1', { state: 'attached' });
        await desk.page.waitForFunction('!document.querySelector("main .bones") && document.querySelector("main").innerText.trim().length > 40');
        expect({ at: `${path} ${size.width}`, ...(await faults(desk)) }).toEqual({ at: `${path} ${size.width}`, ...NONE });
      }
      await desk.close();
    }
  }, LIMIT);

  it('who has no right is told which role has it', async () => {
    const desk = await open('town1');
    for (const path of ['/lab', '/lab/new', '/watch', '/rules/drafts/new']) {
      await desk.page.goto(hearth.url + path);
      await desk.page.locator('main', { hasText: 'Rule author' }).waitFor();
      expect({ at: path, ...(await faults(desk)) }).toEqual({ at: path, ...NONE });
    }
    await desk.close();
  }, LIMIT);
});
