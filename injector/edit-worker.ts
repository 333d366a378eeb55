import { parentPort } from 'node:worker_threads';
import { editPage, type PageEdit } from './page-edit.ts';
import type { NumberedRule } from './rule-book.ts';

/** A page to edit: what the thread is sent. */
export interface EditJob {
  page: Uint8Array;
  rules: readonly NumberedRule[];
  origin: string;
}

/** What it answers; null when the parser gave up. */
export type EditAnswer = PageEdit | null;

const port = parentPort;
if (!port) throw new Error('injector/edit-worker.ts runs in a worker thread only');
port.on('message', (job: EditJob) => port.postMessage(answer(job)));

function answer({ page, rules, origin }: EditJob): EditAnswer {
  try {
    return editPage(Buffer.from(page.buffer, page.byteOffset, page.byteLength), rules, origin);
  } catch {
    return null;
  }
}
