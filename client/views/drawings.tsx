import type { Way } from '../../relay/protocol.ts';
import { Drawing } from './icon.tsx';

const paths = {
  chat: 'M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-7L7.5 20v-3.5H5A1.5 1.5 0 0 1 3.5 15V7A1.5 1.5 0 0 1 5 5.5zM8 9.5h8M8 12.5h5',
  message: 'M4 6.5h16v11H4zM4 7l8 6.5L20 7',
  call: 'M4 13.5v-1a8 8 0 0 1 16 0v1M4 13.5a2 2 0 0 1 2-2h1v6H6a2 2 0 0 1-2-2zM20 13.5a2 2 0 0 0-2-2h-1v6h1a2 2 0 0 0 2-2z',
  phone:
    'M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A14.5 14.5 0 0 1 4.5 6a2 2 0 0 1 2-2z',
  mobile:
    'M8 3.5h8A1.5 1.5 0 0 1 17.5 5v14a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 19V5A1.5 1.5 0 0 1 8 3.5zM11 17.5h2',
  star: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8L7 19l1.1-5.5L4 9.7 9.6 9z',
} satisfies Record<Way | 'star', string>;

/** A drawing that only these screens have. */
export function Mark({ name }: { name: keyof typeof paths }) {
  return <Drawing name={name} path={paths[name]} />;
}
