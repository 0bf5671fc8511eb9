import type { MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

export declare function coreMigration(service: string): MigrationClass;
