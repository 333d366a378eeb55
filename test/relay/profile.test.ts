import { expect } from 'chai';
import { canonical, personSchema, profileSchema } from '../../relay/profile.ts';
import { passwordSchema } from '../../relay/protocol.ts';

describe('personSchema', () => {
  it('takes empty fields of a form for none', () => {
    const person = personSchema.parse({ name: ' Bob ', password: 'x', email: '', mobile: ' +49 170 1 ' });
    expect(person).to.deep.equal({
      ...{
        name: 'bob',
        password: 'x',
        role: 'user',
        duties: [],
        display: '',
        email: null,
        phone: null,
        mobile: '+49 170 1',
      },
    });
  });
});

describe('profileSchema', () => {
  it('refuses what is no address and no number', () => {
    for (const wrong of [
      { email: 'nowhere' },
      { phone: 'call me' },
      { mobile: '1' },
      { display: 'a\u0000b' },
    ]) {
      expect(profileSchema.safeParse(wrong).success, JSON.stringify(wrong)).to.equal(false);
    }
  });
});

describe('passwordSchema', () => {
  it('takes any line that is not empty', () => {
    const takes = (text: string) => passwordSchema.safeParse(text).success;
    expect([takes('pässword 🙂'), takes(''), takes('a\nb'), takes('x'.repeat(1_001))]).to.deep.equal([
      ...[true, false, false, false],
    ]);
  });
});

describe('canonical', () => {
  it('gives the name as it is stored, and nobody’s for what is none', () => {
    expect([canonical(' Bob '), canonical('no spaces')]).to.deep.equal(['bob', '']);
  });
});
