import type { FileRef } from '../../relay/protocol.ts';
import type { Desk } from '../views/kit.tsx';

/** Sends a file and tells how far it is, from 0 to 1; what the server has of it, or why it has it not. */
export type Upload = (
  file: File,
  progress: (share: number) => void,
) => Promise<{ file: FileRef } | { error: string }>;

type Request = Pick<
  XMLHttpRequest,
  'open' | 'setRequestHeader' | 'send' | 'upload' | 'onload' | 'onerror' | 'status' | 'responseText'
>;

/**
 * `fetch` tells nothing of its way, hence the older request. `token`: the pane's, at the moment of sending; `inWords`: says
 * in the reader's language what was refused.
 */
export const createUpload =
  (
    token: () => string,
    inWords: Desk['inWords'] = answer => answer,
    newRequest: () => Request = () => new XMLHttpRequest(),
  ): Upload =>
  (file, progress) =>
    new Promise(resolve => {
      const request = newRequest();
      request.open('PUT', `/api/v1/announcements/files?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader('hallway-token', token());
      request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      request.onerror = () => resolve({ error: 'offline' });
      request.onload = () => resolve(answerIn(request, inWords));
      request.send(file);
    });

/** What stands between may answer with a page of its own. */
async function answerIn(
  { status, responseText }: Request,
  inWords: Desk['inWords'],
): Promise<{ file: FileRef } | { error: string }> {
  try {
    const answer = JSON.parse(responseText) as FileRef & { code: string; detail?: string };
    if (status < 300) return { file: answer };
    const { code, detail: message = String(status) } = answer;
    return { error: (await inWords({ ok: false, code, message })).message };
  } catch {
    return { error: String(status) };
  }
}
