/** The forms of announcements, in one file that comes when the first is opened. */
export { ChangeAnnouncement } from './change-announcement.tsx';
export { WriteAnnouncement } from './write-announcement.tsx';
