import { parentPort, workerData } from 'node:worker_threads';
import { ReplicateStudy, type StudyInput } from './replicate-study.ts';

/** One of several workers: works out every `step`th replicate from `first` and sends each to the thread that started it. */
const { input, first, step, replicates } = workerData as { input: StudyInput; first: number; step: number; replicates: number };
const study = new ReplicateStudy(input);
for (let number = first; number < replicates; number += step) parentPort!.postMessage({ number, figures: study.replicate(number) });
