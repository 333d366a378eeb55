import type { View } from '../relay/protocol.ts';

const gap = 16;
const narrowPx = 480;
/** A line of text is not wider, however large the page is. */
const coverPx = 640;

/** The page around the pane, in CSS px, as the loader tells it. */
export interface Viewport {
  width: number;
  height: number;
}

/** Where the frame stands in the page and how large it is, in CSS px. */
export interface FrameShape {
  width: number;
  height: number;
  side: 'left' | 'right';
  gap: number;
  radius: string;
}

/** `page`: the frame is as large as the page. */
export type Place = FrameShape | 'page';

/** The room that a window may take. */
export interface Room {
  width: number;
  maxHeight: number;
  /** On a narrow screen a window stands on its lower edge, as wide as it is. */
  isSheet: boolean;
}

/** What a window may take of a viewport, in CSS px. `isCover`: it stands in the middle, the page behind it. */
export function roomFor({ width, height }: Viewport, isCover = false): Room {
  if (isCover) {
    const margin = width < narrowPx ? 8 : 2 * gap;
    return { width: Math.min(coverPx, width - 2 * margin), maxHeight: height - 2 * margin, isSheet: false };
  }
  const isSheet = width < narrowPx;
  return isSheet
    ? { width, maxHeight: Math.max(Math.min(height, 160), Math.floor(height * 0.86)), isSheet }
    : {
        width: Math.min(384, width - 2 * gap),
        maxHeight: Math.max(120, Math.min(640, height - 2 * gap)),
        isSheet,
      };
}

/** Where the frame stands, from what is in it: never larger than that. */
export function frameShape(options: {
  content: { width: number; height: number };
  isLauncher: boolean;
  room: Room;
  side: View['side'];
  direction: 'ltr' | 'rtl';
}): FrameShape {
  const { content, isLauncher, room, side, direction } = options;
  const isSheet = room.isSheet && !isLauncher;
  return {
    width: Math.ceil(content.width),
    height: Math.ceil(content.height),
    side: (side === 'end') === (direction === 'ltr') ? 'right' : 'left',
    gap: isSheet ? 0 : gap,
    radius: isLauncher ? `${Math.ceil(content.height / 2)}px` : isSheet ? '16px 16px 0 0' : '16px',
  };
}

/** The shape as the loader takes it: declarations, each with its semicolon. */
export function frameCss(place: Place): string {
  if (place === 'page') return coverCss('100%');
  const { width, height, side, gap, radius } = place;
  return (
    `inset:auto;${side}:${gap}px;bottom:${gap}px;width:${width}px;height:${height}px;` +
    `border-radius:${radius};box-shadow:0 6px 28px #0000003d;visibility:visible;`
  );
}

const coverCss = (height: string): string =>
  `inset:0;width:100%;height:${height};border-radius:0;box-shadow:none;visibility:visible;`;

/** The same, a pixel off. */
export const nudgedCss = (place: Place): string =>
  place === 'page' ? coverCss('calc(100% - 1px)') : `height:${place.height + 1}px;`;

/** No space, no shadow, nothing for the keyboard; what is in it keeps its layout. */
export const hiddenCss = 'width:0;height:0;box-shadow:none;visibility:hidden;';
