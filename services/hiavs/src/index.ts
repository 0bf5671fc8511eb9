export { HiavsModule } from './hiavs.module.ts';
