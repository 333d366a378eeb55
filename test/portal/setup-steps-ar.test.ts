import { expect } from 'chai';
import { setupSteps } from '../../portal/setup-steps.ts';
import { ar } from '../../portal/setup-steps-ar.ts';

describe('ar', () => {
  it('has the same systems and steps as the other languages', () => {
    const shape = (steps: typeof setupSteps.en) => steps.map(one => [one.steps.length, one.command]);
    const { command = '' } = setupSteps.en.find(one => one.command)!;
    expect(shape(ar(command))).to.deep.equal(shape(setupSteps.en));
  });
});
