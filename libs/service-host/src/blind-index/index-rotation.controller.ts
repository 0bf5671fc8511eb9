import type { KeyProvider, TokenHold, TokenPurpose } from '@hearth/event-store';
import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { KEYS } from '../environment.ts';
import { Allow } from '../http/auth.guard.ts';
import { Asking } from '../http/request.ts';
import { log } from '../log.ts';
import { IndexRotationProcess } from './index-rotation.process.ts';

/** Purposes whose tokens are kept and can be made anew. */
const ROTATED = ['id-number', 'phone', 'name'] as const satisfies readonly TokenPurpose[];

export class IndexRotationRequest { @ApiProperty({ enum: ROTATED }) @IsIn(ROTATED) purpose!: (typeof ROTATED)[number]; }

export interface ShownRotation {
  readonly purpose: TokenPurpose;
  /** Living versions of the key, newest first; two while a rotation is under way. */
  readonly versions: readonly number[];
  /** How far the services that keep such tokens are. */
  readonly services: readonly TokenHold[];
  /** People this service has looked at in the rotation under way, or in the last. */
  readonly looked: number;
}

/** New keys for the blind index. The services make their tokens anew by themselves; the old key goes when all have. */
@ApiTags('operations')
@Controller('operations/index-rotations')
@Allow('operations')
export class IndexRotationController {
  constructor(@Inject(KEYS) private readonly keys: KeyProvider, @Inject(IndexRotationProcess) private readonly process: IndexRotationProcess) {}

  @Get() @ApiOperation({ summary: 'Keys of the blind index, and how far a rotation is' })
  async list(): Promise<{ items: readonly ShownRotation[]; total: number; next: null }> {
    const items = await Promise.all(ROTATED.map((purpose) => this.shown(purpose)));
    return { items, total: items.length, next: null };
  }

  @Post() @HttpCode(202) @ApiOperation({ summary: 'Begin a rotation; told again, the one under way goes on' })
  async begin(@Body() { purpose }: IndexRotationRequest, @Asking() { officer }: Asking): Promise<ShownRotation> {
    const version = await this.keys.index.begin(purpose);
    log.warn({ purpose, version, by: officer.sub }, 'a rotation of a blind-index key was asked for');
    return this.shown(purpose);
  }

  private async shown(purpose: TokenPurpose): Promise<ShownRotation> {
    const [versions, services, progress] = await Promise.all([this.keys.index.versions(purpose), this.keys.index.holders(purpose), this.process.progress()]);
    return { purpose, versions, services, looked: progress.find((one) => one.purpose === purpose)?.looked ?? 0 };
  }
}
