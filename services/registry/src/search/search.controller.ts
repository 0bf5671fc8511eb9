import type { KeyProvider } from '@hearth/event-store';
import { EventStore } from '@hearth/event-store';
import { Asking, Allow, KEYS, PersonalData, Rows } from '@hearth/service-host';
import { isWithin, mongolianIdProblem, normaliseId, residentIdProblem } from '@hearth/kernel';
import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { householdLines } from '../household/present.ts';
import { householdRows, type HouseholdRow } from '../projections/household.projection.ts';
import { phoneDigits, queryTerms } from './name-terms.ts';
import { identityOf, type Indexed } from './person-tokens.ts';

export class SearchRequest { @ApiProperty({ description: 'Identity number, phone, or a name whole, by character or by pinyin' }) @IsString() @Length(1, 100) text!: string; }

interface Hit { readonly person: string; readonly household: string; readonly area: string | null }
const MOST = 50;

/** Finds households by their people. What is searched for stands in the body, never in an address, and is turned into keyed tokens before it reaches the database. */
@ApiTags('search')
@Controller('searches')
@Allow('village', 'town', 'county-reviewer', 'county-approver', 'county-reconsideration', 'verification-officer', 'finance-maker', 'finance-checker', 'soum-social-worker', 'bagh-governor', 'auditor')
export class SearchController {
  constructor(@Inject(EventStore) private readonly store: EventStore, @Inject(KEYS) private readonly keys: KeyProvider, @Inject(Rows) private readonly rows: Rows, @Inject(PersonalData) private readonly personal: PersonalData) {}

  @Post() @HttpCode(200) @ApiOperation({ summary: 'Find households by identity number, phone or name' })
  async search(@Body() { text }: SearchRequest, @Asking() asking: Asking): Promise<object> {
    const { matchedBy, hits } = await this.hits(text);
    const inside = hits.filter((hit) => asking.officer.area === '*' || (hit.area !== null && isWithin(hit.area, asking.officer.area))).slice(0, MOST);
    const found = await Promise.all([...new Set(inside.map((hit) => hit.household))].map((id) => this.rows.find(householdRows, id, { officer: asking.officer, asOf: null })));
    const lines = await householdLines(this.personal, asking, found.filter((row): row is HouseholdRow => row?.registered === true));
    return { items: lines.map((line) => ({ household: line.id, ...line, matchedBy })), total: lines.length, next: null };
  }

  private async hits(text: string): Promise<{ matchedBy: 'idNumber' | 'phone' | 'name'; hits: readonly Hit[] }> {
    const number = normaliseId(text);
    const kind = !residentIdProblem(number) ? 'cn-resident-id' : !mongolianIdProblem(number) ? 'mn-registration' : null;
    if (kind) return { matchedBy: 'idNumber', hits: await this.byTerms('id-number', [identityOf(kind, number)]) };
    const digits = /\p{L}/u.test(text) ? '' : phoneDigits(text);
    if (/^\d{6,15}$/.test(digits)) return { matchedBy: 'phone', hits: await this.byTerms('phone', [digits]) };
    return { matchedBy: 'name', hits: await this.byTerms('name', queryTerms(text)) };
  }

  /** People found by every one of the terms, under whichever key: during a rotation some stand under the old one and some under the new. */
  private async byTerms(kind: Indexed, terms: readonly string[]): Promise<readonly Hit[]> {
    if (terms.length === 0) return [];
    const versions = await this.keys.index.tokens(kind, [...new Set(terms)]);
    const found = await Promise.all(versions.map(({ tokens }) => this.byTokens(kind, tokens)));
    return [...new Map(found.flat().map((hit) => [hit.person, hit])).values()];
  }

  private async byTokens(kind: Indexed, tokens: readonly string[]): Promise<readonly Hit[]> {
    const { rows } = await this.store.inTransaction((tx) => tx.query<Hit>(
      `SELECT person, household, min(area) AS area FROM person_token WHERE kind = $1 AND token = ANY($2) AND household IS NOT NULL
       GROUP BY person, household HAVING count(DISTINCT token) = $3 LIMIT 1000`, [kind, tokens, tokens.length]));
    return rows;
  }
}
