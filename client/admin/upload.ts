import type { FileRef } from '../../relay/protocol.ts';

/** Sends a file and tells how far it is, from 0 to 1; what the server has of it, or why it has it not. */
export type Upload = (
  file: File,
  progress: (share: number) => void,
) => Promise<{ file: FileRef } | { error: string }>;

type Request = Pick<
  XMLHttpRequest,
  'open' | 'setRequestHeader' | 'send' | 'upload' | 'onload' | 'onerror' | 'status' | 'responseText'
>;

/** `fetch` tells nothing of its way, hence the older request. `token`: the pane's, at the moment of sending. */
export const createUpload =
  (token: () => string, newRequest: () => Request = () => new XMLHttpRequest()): Upload =>
  (file, progress) =>
    new Promise(resolve => {
      const request = newRequest();
      request.open('PUT', `/api/v1/announcements/files?name=${encodeURIComponent(file.name)}`);
      request.setRequestHeader('hallway-token', token());
      request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      request.onerror = () => resolve({ error: 'offline' });
      request.onload = () => resolve(answerIn(request));
      request.send(file);
    });

/** What stands between may answer with a page of its own. */
function answerIn({ status, responseText }: Request): { file: FileRef } | { error: string } {
  try {
    const answer = JSON.parse(responseText) as FileRef & { detail?: string };
    return status < 300 ? { file: answer } : { error: String(answer.detail ?? status) };
  } catch {
    return { error: String(status) };
  }
}
