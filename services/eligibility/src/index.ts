export { EligibilityModule } from './eligibility.module.ts';
