import type { KeyProvider } from '@hearth/event-store';
import { Allow, Asking, Commands, ERASURE_LIST, KEYS, Rows } from '@hearth/service-host';
import { Body, Controller, Get, Inject, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import type { Erased, Proposal } from '../person/person.ts';
import { type PersonCommand, personDecider } from '../person/person.decider.ts';
import { personRows } from '../projections/person.projection.ts';
import { forgetTokens } from '../search/person-token-holder.ts';
import { placeOfPerson } from './place-of-person.ts';

export class ErasureRequest {
  @ApiProperty({ description: 'Why the person is erased, without names or numbers; kept for good', minLength: 5 }) @IsString() @Length(5, 300) reason!: string;
}

export interface ShownErasure { readonly person: string; readonly proposal: Proposal | null; readonly erased: Erased | null }

/** A person is erased when one officer proposes it and another agrees. There is no way back. */
@ApiTags('erasure')
@Controller('persons/:id/erasure')
@Allow('operations')
export class ErasureController {
  constructor(@Inject(Commands) private readonly commands: Commands, @Inject(Rows) private readonly rows: Rows, @Inject(KEYS) private readonly keys: KeyProvider) {}

  @Get() @ApiOperation({ summary: 'Whether an erasure is proposed or done' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<ShownErasure> {
    const { proposal, erased } = await this.rows.get(personRows, id, asking);
    return { person: id, proposal, erased };
  }

  @Post() @ApiOperation({ summary: 'Propose to erase a person' })
  propose(@Param('id', ParseUUIDPipe) id: string, @Body() { reason }: ErasureRequest, @Asking() asking: Asking): Promise<object> {
    return this.decide(id, asking, (given) => ({ type: 'ProposeErasure', reason, ...given }), 'proposed');
  }

  @Post('withdrawal') @ApiOperation({ summary: 'Take a proposal back' })
  withdraw(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    return this.decide(id, asking, (given) => ({ type: 'WithdrawErasure', ...given }), 'withdrawn');
  }

  /**
   * The fact first, then the key: once the fact is stored the person will be erased, by this call, or, should it be broken off, at the next start or by
   * the first service that hears of it. The other way round a key could be gone without a word in the log.
   */
  @Post('approval') @ApiOperation({ summary: 'Agree, as another officer: the person is erased' })
  async approve(@Param('id', ParseUUIDPipe) id: string, @Asking() asking: Asking): Promise<object> {
    const record: { proposedBy?: string; approvedBy?: string } = {};
    const answer = await this.decide(id, asking, (given) => ({ type: 'ApproveErasure', ...given }), 'erased', record);
    const { sub, role, area } = asking.officer;
    await this.keys.erase(id, { purpose: ERASURE_LIST, actor: { sub, role, area }, about: `person-${id}` }, record);
    return answer;
  }

  private decide(id: string, asking: Asking, command: (given: { readonly person: string; readonly by: string; readonly at: string; readonly today: string }) => PersonCommand, status: string, record: { proposedBy?: string; approvedBy?: string } = {}): Promise<object> {
    return this.commands.run(asking, async (unit) => {
      const about = await placeOfPerson(unit.tx, id);
      const { version, events } = await unit.decide(personDecider, id, command({ person: id, by: unit.actor.sub, at: unit.at, today: unit.today }), about, { ifMatch: asking.ifMatch });
      for (const { type, data } of events) {
        if (type !== 'PersonErased') continue;
        await forgetTokens(unit.tx, id);
        Object.assign(record, { proposedBy: data.proposedBy, approvedBy: data.approvedBy });
      }
      return { status: 200, version, body: { id, status } };
    });
  }
}
