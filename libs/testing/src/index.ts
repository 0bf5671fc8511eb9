export { testDatabase, type TestDatabase } from './database.ts';
export { FrozenHistory, type FrozenEvent, type Judged } from './history.ts';
export { type Answer, type Caller, startHearth, type TestHearth, type TestHearthOptions } from './hearth.ts';
export { ISSUER, type TestOfficer, type TokenChanges, type TokenIssuer, tokenIssuer } from './officers.ts';
export { OtherServices, type SaidAbout } from './other-services.ts';
export { sampleResidentId } from './resident-ids.ts';
export { TestClock } from './test-clock.ts';
export { caseOf, cny, type Json, person, shipped, wages, withStandard } from './sample-case.ts';
