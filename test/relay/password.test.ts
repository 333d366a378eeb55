import { expect } from 'chai';
import { Passwords, usualCost } from '../../relay/password.ts';
import { cheapPasswords } from '../conversations/stage.ts';

describe('Passwords', () => {
  const passwords = new Passwords(cheapPasswords);

  it('knows the right one from others, and each digest is another', async () => {
    const [one, other] = await Promise.all([passwords.hash('secret'), passwords.hash('secret')]);
    expect(one).to.not.equal(other);
    expect(await passwords.verify('secret', one)).to.equal(true);
    expect(await passwords.verify('Secret', one)).to.equal(false);
    expect(await passwords.verify('', one)).to.equal(false);
  });

  it('reads the cost from the digest, so that older ones stay good', async () => {
    const digest = await new Passwords({ memoryKib: 128, passes: 2 }).hash('secret');
    expect(digest).to.match(/^\$argon2id\$v=19\$m=128,t=2,p=1\$/);
    expect(await passwords.verify('secret', digest)).to.equal(true);
  });

  it('takes the same letter composed differently for the same', async () => {
    expect(await passwords.verify('cafe\u0301', await passwords.hash('caf\u00e9'))).to.equal(true);
  });

  it('finds nothing right for nobody, and for a broken digest', async () => {
    expect(await passwords.verify('secret', null)).to.equal(false);
    expect(await passwords.verify('secret', 'plain secret')).to.equal(false);
  });

  it('queues what is too much at once, and costs enough by default', async () => {
    const hashing = Array.from({ length: 10 }, () => passwords.hash('secret'));
    expect(passwords.load).to.equal(10);
    await Promise.all(hashing);
    expect(passwords.load).to.equal(0);
    expect(usualCost.memoryKib * usualCost.passes).to.be.at.least(38_000);
  });
});
