export { RegistryModule } from './registry.module.ts';
