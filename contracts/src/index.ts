/** The published language of Hearth: what services and departments may know of each other. */
export type * from './generated/common.ts';
export type * from './generated/registry.ts';
export type * from './generated/eligibility.ts';
export type * from './generated/hiavs.ts';
export type * from './generated/casework.ts';
export type * from './generated/payments.ts';
export { eventTypes, type EventData, type EventType } from './generated/events.ts';
export { readEvent, topicOf, validateEvent, versionsOf } from './validation.ts';
export { areaName, areas, type AreaEntry } from './areas.ts';
