/** An account as administrators see it. */
export interface AccountItem {
  username: string;
  display_name: string | null;
  email: string | null;
  email_verified: boolean;
  administrator: boolean;
  enabled: boolean;
  has_second_factor: boolean;
  created_at: string;
}

/** A code for one person, and the page that takes it. */
export interface HandedOutCode {
  code: string;
  url: string;
  expires_at: string;
}

/** What is set for the whole installation. */
export interface InstanceSettings {
  sign_up: 'open' | 'invited' | 'closed';
  default_visibility: 'public' | 'private';
  create_on_push: boolean;
  mail: boolean;
}
