/** A request that did not do what was asked; its message is for people. */
export class Problem extends Error {
  readonly status: number;
  readonly title: string;
  readonly requestId: string | undefined;
  /** What is wrong with single fields of a form, by their names. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(status: number, title: string, detail?: string, requestId?: string, fields: Record<string, string> = {}) {
    super(sentence(detail || title));
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.requestId = requestId;
    this.fields = fields;
  }

  get isGone(): boolean {
    return this.status === 404;
  }

  get needsSignIn(): boolean {
    return this.status === 401;
  }
}

/** The server begins its explanations in lower case, as in a log; on a page they are sentences. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') {
    return trimmed;
  }
  const begun = trimmed[0]!.toUpperCase() + trimmed.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}

interface Details {
  title?: string;
  detail?: string;
  request_id?: string;
  fields?: Record<string, string>;
}

/** What an answer says about why it is a failure, whatever its form. */
export async function problemOf(response: Response): Promise<Problem> {
  let details: Details = {};
  try {
    details = (await response.json()) as Details;
  } catch {
    // Something between here and the server answered, as a balancer whose servers are gone does.
  }
  return new Problem(
    response.status,
    details.title ?? fallback(response.status),
    details.detail,
    details.request_id,
    details.fields,
  );
}

function fallback(status: number): string {
  if (status === 429) return 'too many requests: wait a little and try again';
  if (status === 404) return 'this does not exist, or you may not see it';
  if (status === 403) return 'you may not do this';
  if (status === 401) return 'sign in to do this';
  if (status >= 500) return `the server could not do this (${status})`;
  return `the request was refused (${status})`;
}

export function unreachable(): Problem {
  return new Problem(0, 'the server cannot be reached: check your connection and try again');
}
