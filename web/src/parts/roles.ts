import type { Role } from '../api/types';

/** The roles on a repository, to choose from; each includes the ones before. */
export const ROLES: { value: Role; label: string }[] = [
  { value: 'read', label: 'Read: pull' },
  { value: 'write', label: 'Write: pull, push, delete' },
  { value: 'admin', label: 'Admin: write, and manage' },
];
