import { runService } from '@hearth/service-host';
import { RegistryModule } from './registry.module.ts';

// Alone, in a process of its own; with the others in one process it is deploy/local that starts it.
await runService(RegistryModule);
