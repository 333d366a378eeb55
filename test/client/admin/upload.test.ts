import { expect } from 'chai';
import { createUpload } from '../../../client/admin/upload.ts';

/** As much of a request as an upload uses; the test plays the server. */
class FakeRequest {
  upload = { onprogress: null as unknown as (event: { loaded: number; total: number }) => void };
  onload: () => void = () => {};
  onerror: () => void = () => {};
  status = 201;
  responseText = '';
  said: unknown[] = [];
  open = (...words: unknown[]) => void this.said.push(words);
  setRequestHeader = (...words: unknown[]) => void this.said.push(words);
  send = (body: unknown) => void this.said.push(body);
}

const file = new File(['abc'], 'a plan.png');

describe('createUpload', () => {
  function begin() {
    const request = new FakeRequest();
    const shares: number[] = [];
    const upload = createUpload(
      () => 'the token',
      answer => ('message' in answer ? { ...answer, message: `In words: ${answer.message}` } : answer),
      () => request as unknown as XMLHttpRequest,
    );
    return { request, shares, answer: upload(file, share => void shares.push(share)) };
  }

  it('sends the file under its name with the token, and tells how far it is', async () => {
    const { request, shares, answer } = begin();
    expect(request.said).to.deep.equal([
      ['PUT', '/api/v1/announcements/files?name=a%20plan.png'],
      ['hallway-token', 'the token'],
      file,
    ]);
    request.upload.onprogress({ loaded: 1, total: 4 });
    request.upload.onprogress({ loaded: 1, total: 0 });
    request.responseText = '{"id":"f1"}';
    request.onload();
    expect(await answer).to.deep.equal({ file: { id: 'f1' } });
    expect(shares).to.deep.equal([0.25, 0]);
  });

  it('says why the server has it not', async () => {
    const refused = begin();
    Object.assign(refused.request, {
      status: 413,
      responseText: '{"code":"too_large","detail":"It is too large."}',
    });
    refused.request.onload();
    expect(await refused.answer).to.deep.equal({ error: 'In words: It is too large.' });
    const odd = begin();
    Object.assign(odd.request, { status: 502, responseText: '<h1>Bad gateway</h1>' });
    odd.request.onload();
    expect(await odd.answer).to.deep.equal({ error: '502' });
    const gone = begin();
    gone.request.onerror();
    expect(await gone.answer).to.deep.equal({ error: 'offline' });
  });
});
