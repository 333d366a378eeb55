import { expect } from 'chai';
import { shortName } from '../../client/group-name.ts';
import { nameSchema } from '../../relay/protocol.ts';

describe('shortName', () => {
  it('suggests a name that the server takes', () => {
    for (const display of ['Theatre 2', '  Früh- & Spätdienst ', 'Émigré’s Café', 'x'.repeat(80), '–3D–']) {
      expect(nameSchema.safeParse(shortName(display)).success, display).to.equal(true);
    }
    expect(shortName('Früh- & Spätdienst')).to.equal('frueh-spaetdienst');
    expect(shortName('Café Émigré')).to.equal('cafe-emigre');
  });

  it('suggests none where there is no Latin letter', () => {
    expect(shortName('نادي الشطرنج')).to.equal('');
  });
});
