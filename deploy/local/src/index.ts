export { DevClock } from './dev-clock.ts';
export { type Front, type FrontOptions, openFront } from './front.ts';
export { type Identity, startIdentity } from './identity/identity.ts';
export { problem, problemType } from './problem.ts';
