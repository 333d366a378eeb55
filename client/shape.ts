import type { View } from '../relay/protocol.ts';
import type { Viewport } from './frame.ts';
import type { PaneToLoader } from './loader.ts';

const gap = 16;
const narrowPx = 480;

/** The room that a window may take. */
export interface Room {
  width: number;
  maxHeight: number;
  /** On a narrow screen a window stands on its lower edge, as wide as it is. */
  isSheet: boolean;
}

/** What a window may take of a viewport, in CSS px. */
export function roomFor({ width, height }: Viewport): Room {
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
}): PaneToLoader {
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
