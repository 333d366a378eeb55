import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { fileHeaders } from '../../portal/files.ts';
import { pixel } from '../conversations/pictures.ts';
import { openStage, type Stage } from './portal-harness.ts';

describe('addFiles', () => {
  let stage: Stage;
  let at: string;
  const tokens: Record<string, string> = {};
  before(async () => {
    stage = await openStage();
    for (const name of ['alice', 'bob', 'root']) tokens[name] = await stage.token(name);
    const { conversation, id } = await stage.relay.perform('alice', 'invite', { to: ['bob'] });
    await stage.relay.perform('bob', 'accept', { invitation: id });
    at = `/api/v1/conversations/${conversation}/files`;
  });
  after(() => stage.close());

  const bearer = (user: string) => ({ authorization: `Bearer ${tokens[user]}` });
  const put = (user: string, name: string, body: Buffer, type = 'text/html') =>
    stage.ask(`${at}?name=${encodeURIComponent(name)}`, {
      method: 'PUT',
      headers: { ...bearer(user), 'content-type': type },
      body,
    });

  it('takes bytes of any declared type, and gives them back as what they are, never to be run', async () => {
    const page = Buffer.from('<!doctype html><script>alert(document.domain)</script>');
    const answer = await put('alice', 'ha’ck (1).html', page);
    expect(answer.status).to.equal(201);
    expect(answer.json).to.include({ name: 'ha’ck (1).html.txt', type: 'text/plain', bytes: page.length });
    const { status, headers, text } = await stage.ask(`${at}/${answer.json.id}`, {
      headers: bearer('alice'),
    });
    expect([status, text]).to.deep.equal([200, page.toString()]);
    expect(headers).to.include({
      'content-type': 'text/plain',
      'content-disposition': "attachment; filename*=UTF-8''ha%E2%80%99ck%20%281%29.html.txt",
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
      'content-length': String(page.length),
    });
    const again = { ...bearer('alice'), 'if-none-match': headers.etag! };
    expect((await stage.ask(`${at}/${answer.json.id}`, { headers: again })).status).to.equal(304);
    const stranger = { ...bearer('root'), 'if-none-match': headers.etag! };
    expect((await stage.ask(`${at}/${answer.json.id}`, { headers: stranger })).status).to.equal(404);
  });

  it('keeps and gives thumbnails', async () => {
    const { json: file } = await put('alice', 'a.png', pixel);
    const thumbnail = `${at}/${file.id}/thumbnail`;
    expect((await stage.ask(thumbnail, { headers: bearer('alice') })).status).to.equal(404);
    const made = await stage.ask(thumbnail, { method: 'PUT', headers: bearer('alice'), body: pixel });
    expect([made.status, made.json.thumbnail]).to.deep.equal([200, true]);
    const { headers } = await stage.ask(thumbnail, { headers: bearer('alice') });
    expect(headers).to.include({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
  });

  it('refuses without a name, without anything in it, and with more than may be', async () => {
    const none = await stage.ask(at, { method: 'PUT', headers: bearer('alice'), body: pixel });
    expect([none.status, none.json.field]).to.deep.equal([422, 'name']);
    expect((await put('alice', 'x', Buffer.alloc(0))).json.code).to.equal('file_refused');
    const large = await put('alice', 'x', Buffer.alloc(26 * 1024 * 1024, 1));
    expect([large.status, large.json.code]).to.deep.equal([413, 'file_refused']);
    expect((await stage.ask(`${at}/x`, { method: 'POST', headers: bearer('alice') })).status).to.equal(405);
  });

  it('refuses other sites and those who cannot say who they are', async () => {
    const { json: file } = await put('alice', 'a.png', pixel);
    const foreign = { ...bearer('alice'), origin: 'https://evil.example' };
    expect((await stage.ask(`${at}/${file.id}`, { headers: foreign })).json.code).to.equal('origin_refused');
    expect((await stage.ask(`${at}/${file.id}`)).status).to.equal(401);
    const embedded = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' };
    expect((await stage.askMagic('alice', `${at}/${file.id}`, { headers: embedded })).status).to.equal(403);
  });

  it('takes a file from a pane, with the pane’s token', async () => {
    const { token } = await stage.openPane('alice');
    const headers = { 'hallway-token': token, origin: 'https://hallway.internal' };
    const answer = await stage.askMagic('alice', `${at}?name=a.png`, { method: 'PUT', headers, body: pixel });
    expect(answer.status).to.equal(201);
  });

  it('is not shaken by an upload that breaks off', async () => {
    const socket = connect(stage.directPort, '127.0.0.1');
    socket.write(
      `PUT ${at}?name=a HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${tokens.alice}\r\nContent-Length: 999\r\n\r\nhalf`,
    );
    await once(socket, 'connect');
    await new Promise<void>(resolve => {
      socket.once('close', () => resolve());
      socket.destroy();
    });
    expect((await put('alice', 'a.png', pixel)).status).to.equal(201);
    expect(stage.logged).to.deep.equal([]);
  });
});

describe('fileHeaders', () => {
  it('let no name out of its header', () => {
    const file = {
      name: 'a"; x=\r\nSet-Cookie: a=b',
      type: 'text/plain',
      bytes: 1,
      tag: 't',
      read: async () => null,
    };
    expect(fileHeaders(file)['Content-Disposition']).to.match(/^attachment; filename\*=UTF-8''[\w.%-]+$/);
  });
});
