export { checkWritable, dataFolder, type FolderLock, lockDataFolder, workspaceRoot } from './data-folder.ts';
export { type Child, type ChildOptions, startChild } from './child.ts';
export { type Availability, kafkaAvailable, type KafkaOptions, type RunningKafka, startKafka } from './kafka.ts';
export { machine, type MachineReport } from './machine.ts';
export { checkPort, freePort, portProblem } from './ports.ts';
export { goneWithin, processBegan } from './process-life.ts';
export { type PostgresOptions, type RunningPostgres, startPostgres } from './postgres.ts';
export { readRunFile, removeRunFile, type RunFile, writeRunFile } from './run-file.ts';
export { exitCodes, StartProblem } from './start-problem.ts';
