import { expect } from 'chai';
import { frameCss, frameShape, nudgedCss, roomFor } from '../../client/shape.ts';

describe('roomFor', () => {
  it('leaves a margin on a wide screen', () => {
    expect(roomFor({ width: 1280, height: 500 })).to.deep.equal({
      width: 384,
      maxHeight: 468,
      isSheet: false,
    });
  });

  it('stands on the lower edge of a narrow one, and lets something of the page be seen', () => {
    const room = roomFor({ width: 360, height: 700 });
    expect(room).to.include({ width: 360, isSheet: true });
    expect(room.maxHeight).to.be.below(700);
  });
});

describe('a frame that covers the page', () => {
  it('is as large as the page, its window in the middle no wider than one reads', () => {
    expect(frameCss('page')).to.include('inset:0;width:100%;height:100%;');
    expect(nudgedCss('page')).not.to.equal(frameCss('page'));
    expect(roomFor({ width: 1280, height: 800 }, true)).to.deep.equal({
      ...{ width: 640, maxHeight: 736, isSheet: false },
    });
    expect(roomFor({ width: 360, height: 700 }, true)).to.include({ width: 344, isSheet: false });
  });
});

describe('frameShape', () => {
  const content = { width: 47.5, height: 48 };
  const wide = roomFor({ width: 1280, height: 800 });

  it('is as large as its content, rounded up to whole px', () => {
    const shape = frameShape({ content, isLauncher: true, room: wide, side: 'end', direction: 'ltr' });
    expect(shape).to.deep.equal({ width: 48, height: 48, side: 'right', gap: 16, radius: '24px' });
  });

  it('keeps the corner by writing direction', () => {
    const side = (direction: 'ltr' | 'rtl', at: 'start' | 'end') =>
      frameShape({ content, isLauncher: true, room: wide, side: at, direction }).side;
    expect([
      side('ltr', 'end'),
      side('ltr', 'start'),
      side('rtl', 'end'),
      side('rtl', 'start'),
    ]).to.deep.equal(['right', 'left', 'left', 'right']);
  });

  it('has no gap as a sheet', () => {
    const room = roomFor({ width: 360, height: 700 });
    expect(frameShape({ content, isLauncher: false, room, side: 'end', direction: 'ltr' }).gap).to.equal(0);
  });
});
