import { expect } from 'chai';
import type { FastifyRequest } from 'fastify';
import { readerOf } from '../../portal/reader.ts';

const parts = (seen: string | null) => ({
  identify: async () => ({ user: 'by token' }),
  viewer: async () => seen,
});
const request = (headers: object) => ({ headers }) as FastifyRequest;

describe('readerOf', () => {
  it('goes by a token where one is shown, and else by who looks', async () => {
    expect(await readerOf(request({ authorization: 'Bearer x' }), parts('alice'))).to.equal('by token');
    expect(await readerOf(request({ 'hallway-token': 'x' }), parts('alice'))).to.equal('by token');
    expect(await readerOf(request({}), parts('alice'))).to.equal('alice');
  });

  it('refuses who is not known', async () => {
    const error = await readerOf(request({}), parts(null)).catch(reason => reason);
    expect(error).to.have.property('code', 'token_missing');
  });
});
