// Addresses below /r/: the repository's name, and after a dash, which no name has as a part, what of it is shown.

export interface RepositoryAddress {
  name: string;
  /** What follows the dash, as in ['tags', 'v1']. */
  rest: string[];
}

/** Reads what follows /r/. */
export function parseRepositoryAddress(path: string): RepositoryAddress {
  const segments = path.split('/').filter((segment) => segment !== '');
  const dash = segments.indexOf('-');
  return dash < 0
    ? { name: segments.join('/'), rest: [] }
    : { name: segments.slice(0, dash).join('/'), rest: segments.slice(dash + 1) };
}

/** The address of a repository's page, or of what is below it. */
export function repositoryPath(name: string, ...rest: string[]): string {
  return `/r/${name}${rest.length > 0 ? `/-/${rest.map(encodeURIComponent).join('/')}` : ''}`;
}

/** The place of a repository in the API, or of what is below it. */
export function repositoryApi(name: string, ...rest: string[]): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `/repositories/${path}${rest.length > 0 ? `/-/${rest.map(encodeURIComponent).join('/')}` : ''}`;
}

/** Where a page that was opened by a former name of its repository is now; nothing where the name is right. */
export function movedPath(asked: RepositoryAddress, name: string): string | undefined {
  return name === asked.name || name === `library/${asked.name}` ? undefined : repositoryPath(name, ...asked.rest);
}
