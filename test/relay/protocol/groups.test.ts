import { expect } from 'chai';
import { commandInputs } from '../../../relay/protocol.ts';

describe('makeGroup', () => {
  const problems = (input: object) =>
    commandInputs.makeGroup.safeParse(input).error?.issues.map(({ path, message }) => `${path} ${message}`);

  it('takes a name and a display name, and has an answer for all else', () => {
    expect(commandInputs.makeGroup.parse({ name: 'Ops', display: 'Ops' })).to.deep.equal({
      ...{ name: 'ops', display: 'Ops', about: '', kind: 'team', joining: 'approval', listed: 'everyone' },
    });
  });

  it('says what is wrong', () => {
    expect(problems({ name: 'ops', display: ' ' })).to.deep.equal(['display is empty']);
    expect(problems({ name: 'ops', display: 'Ops', password: '' })).to.deep.equal(['password is empty']);
    expect(problems({ name: 'ops', display: 'Ops', about: 'x'.repeat(501) })).to.deep.equal([
      'about longer than 500 characters',
    ]);
  });
});
