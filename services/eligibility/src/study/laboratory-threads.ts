import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Rejection } from '@hearth/event-sourcing';
import type { Progress } from '@hearth/targeting-report';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { LaboratoryTasks, TaskName, TaskSaid } from './laboratory-tasks.ts';
import type { StudyFault } from './study.ts';

/** A survey, or what was asked of it, allows no answer. */
export class LaboratoryFault extends Error {
  override readonly name = 'LaboratoryFault';
  constructor(readonly fault: StudyFault) { super(fault.detail); }

  /** For whoever sent the survey: 422 with row, column and stratum. */
  get rejection(): Rejection {
    const { code, detail, ...place } = this.fault;
    return new Rejection('survey', 'The survey cannot be read as its column map says.', { status: 422, errors: [{ field: code === 'column-map' && place.row === undefined ? 'map' : 'csv', code, detail }], params: place });
  }
}

/** The thread was stopped before it had an answer. */
export class ThreadStopped extends Error { override readonly name = 'ThreadStopped'; }

export interface RunningTask<A> { readonly answer: Promise<A>; stop(): Promise<void> }

/** The compiled worker; specs run from the sources beside it. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? '../../dist/study/laboratory-worker.js' : './laboratory-worker.js', import.meta.url);

/** Works the laboratory's tasks out on threads. Studies have one each; what officers wait for queues for one. */
@Injectable()
export class LaboratoryThreads implements OnModuleDestroy {
  private readonly running = new Set<RunningTask<unknown>>();
  private queue: Promise<unknown> = Promise.resolve();

  /** One after another. @throws LaboratoryFault */
  inTurn<T extends TaskName>(task: T, input: LaboratoryTasks[T]['input']): Promise<LaboratoryTasks[T]['answer']> {
    const answer = this.queue.then(() => this.start(task, input).answer);
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  start<T extends TaskName>(task: T, input: LaboratoryTasks[T]['input'], onProgress: (progress: Progress) => void = () => undefined): RunningTask<LaboratoryTasks[T]['answer']> {
    let worker: Worker | null = null, stopped = false;
    const work = async (): Promise<LaboratoryTasks[T]['answer']> => {
      const folder = await mkdtemp(join(tmpdir(), 'hearth-laboratory-'));
      try {
        if (stopped) throw new ThreadStopped();
        worker = new Worker(WORKER, { workerData: { task, folder, input }, execArgv: [] });
        return await answerOf<T>(worker, onProgress);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    };
    const running: RunningTask<LaboratoryTasks[T]['answer']> = {
      answer: work().finally(() => { this.running.delete(running); }),
      stop: async () => {
        stopped = true;
        await worker?.terminate();
        await running.answer.catch(() => undefined);
      },
    };
    this.running.add(running);
    return running;
  }

  async onModuleDestroy(): Promise<void> { await Promise.all([...this.running].map((one) => one.stop())); }
}

async function answerOf<T extends TaskName>(worker: Worker, onProgress: (progress: Progress) => void): Promise<LaboratoryTasks[T]['answer']> {
  let answer: LaboratoryTasks[T]['answer'] | null = null, fault: StudyFault | null = null;
  worker.on('message', (said: TaskSaid) => {
    if ('progress' in said) onProgress(said.progress);
    else if ('fault' in said) fault = said.fault;
    else answer = said.answer as LaboratoryTasks[T]['answer'];
  });
  // A worker that fails emits `error`, which `once` turns into a rejection.
  await once(worker, 'exit');
  if (answer !== null) return answer;
  throw fault === null ? new ThreadStopped() : new LaboratoryFault(fault);
}
