import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ApiCalls } from '../../portal/api-calls.ts';

const folder = new URL('../../portal/routes/', import.meta.url);

describe('ApiCalls', () => {
  it('knows the calls of every table of routes', () => {
    // A table that is annotated forgets its paths, and the client then does not offer its calls.
    const forgetful = readdirSync(folder).filter(name =>
      /: readonly ApiRoute\[\] =/.test(readFileSync(new URL(name, folder), 'utf8')),
    );
    expect(forgetful, 'end the table with "as const satisfies readonly ApiRoute[]"').to.deep.equal([]);
  });

  it('takes the parts of path, query and body together, and gives what the schema says', () => {
    const input: ApiCalls['PATCH /conversations/:conversation/messages/:seq']['input'] = {
      ...{ conversation: 'c', seq: 1, clientId: 'x', text: 'Hello' },
    };
    // @ts-expect-error: there is no such call
    type Nothing = ApiCalls['GET /nothing'];
    const output: ApiCalls['POST /conversations/:conversation/messages']['output'] & { no?: Nothing } = {
      ...{ id: 'm', seq: 1, at: 0 },
    };
    expect([input.seq, output.seq]).to.deep.equal([1, 1]);
  });
});
