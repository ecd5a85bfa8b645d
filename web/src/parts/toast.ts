/** A word about something that was done, with a way back where there is one. */
export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'failed';
  action?: { label: string; run: () => void };
}

const SHOWN_FOR = 6000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(changed: readonly Toast[]) {
  toasts = changed;
  listeners.forEach((listener) => listener());
}

export function dismiss(id: number) {
  set(toasts.filter((toast) => toast.id !== id));
}

function show(toast: Omit<Toast, 'id'>, shownFor: number) {
  const id = nextId++;
  set([...toasts.slice(-3), { ...toast, id }]);
  setTimeout(() => dismiss(id), shownFor);
}

/** Says that something was done. */
export function done(text: string, action?: Toast['action']) {
  show({ text, kind: 'done', ...(action ? { action } : {}) }, action ? SHOWN_FOR * 2 : SHOWN_FOR);
}

/** Says that something failed, and why. */
export function failed(problem: unknown) {
  show({ text: problem instanceof Error ? problem.message : String(problem), kind: 'failed' }, SHOWN_FOR * 2);
}

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const current = () => toasts;
