// The native library's functions. Apps use the classes of `@menshen/gate` instead.
//
// Handles are numbers that name a slot and its generation, never memory: any number may be passed, and
// one that is stale, or was never given, is denied. Words (`resource`, `grant`, `age`, …) are those of
// the documentation. A function that cannot do what it is asked throws an `Error` whose `code` is one
// of `argument`, `policy`, `unknown`, `subject_changed`, `fault`, `storage`; a promise rejects with one.
// Promises of one process are kept in the order of their calls: what is answered in one order, what is read in
// another, so that a withdrawal does not wait for a long log.

// The calls that features make all the time: integers in, an integer out. They throw only for a missing
// argument or one of a wrong type.

/** The handle of an access; the same access always has the same one. 0 when the numbers stand for
 *  nothing. A negative `resource` means the purpose as a whole. */
export const prepare: (purpose: string, resource: number, scopes: number, caller: string, tapped: boolean) => number;
/** 0 when allowed; else the reason's number in bits 0–5, the step's in 6–9, from bit 10 the end of a wait
 *  in milliseconds since 1970: 53 bits, taken apart by division. */
export const check: (gate: number, access: number) => number;
/** The handle of a lease, or what `check` would say with its sign turned. Who takes a lease and ends, such as
 *  a worker, gives it back by that. */
export const acquire: (gate: number, access: number) => number;
/** Handle, resource (-1: none) and scopes of each lease in turn, or a denial alone as in `acquire`. */
export const acquireAll: (gate: number, access: number) => number[];
/** Gives a lease back; `false` when it was given back before. */
export const release: (lease: number) => boolean;
/** -1 while a lease lives, else the number of how it ended. */
export const ended: (lease: number) => number;

// Opening.

/** The options of `open`, as JSON. */
export interface GateOptions {
  /** The app's own directory for consents and log, outside its backups, shared by its processes. */
  dir: string;
  /** The policy file's text. */
  policy: string;
  /** The name of this process, such as `main`. */
  process: string;
  /** The API level of the system. */
  api: number;
  /** Purposes in observe mode. */
  observe: string[];
  /** Whether call sites are logged. */
  callSites: boolean;
}

/** Asks the platform's key to sign `message`, or, when it is empty, for its public half (32 bytes). The
 *  answer goes to `keyAnswered` with the same number. */
export type KeyRequest = (request: number, message: Uint8Array) => void;

/** Opens the gate of this process, given as JSON. Opened again with the same directory and policy, such as
 *  by a worker, it is the same gate, which the last `close` gives up. `key` signs checkpoints, under the name
 *  of its `provider`; a key in a file does when there is none. */
export const open: (options: string, provider?: string, key?: KeyRequest) => number;
/** The gate that is open in this process, for a worker: another opener, which closes it too. */
export interface Joined {
  gate: number;
  dir: string;
}
export const join: () => Joined | undefined;
/** Answers a `KeyRequest`: 32 bytes for the public half, 64 for a signature, nothing when it cannot be done. */
export const keyAnswered: (request: number, answer: Uint8Array | undefined, why: string) => void;
/** Gives the gate up: the handle denies everything once every opener has. */
export const close: (gate: number) => boolean;
/** Why the gate is in fault and denies everything, if it is. */
export const fault: (gate: number) => string | undefined;
/** Calls `changed` in this environment whenever decisions may have changed, for as long as it lives. */
export const watch: (gate: number, changed: () => void) => void;
/** Calls `ended` in this environment for each lease of the process that ends by anything but its release,
 *  with the number of how. */
export const onLeaseEnd: (ended: (lease: number, how: number) => void) => void;

// What is known.

/** A text in both languages. */
export interface Text {
  zh: string;
  en: string;
}
/** The policy that the gate enforces. */
export interface PolicyText {
  id: string;
  version: string;
  effective: string;
  title: Text;
  controller: string;
  contact: string;
  fingerprint: string;
  guardianAge: number;
  purposes: PurposeText[];
  sdks: SdkText[];
}
/** A declared purpose. */
export interface PurposeText {
  id: string;
  clauses: string[];
  title: Text;
  prompt: Text;
  ifRefused: Text;
  basis: string;
  consent: string;
  sensitive: boolean;
  guests: boolean;
  context: string;
  retention?: string;
  callers: string[];
  data: Text[];
  needs: NeedText[];
}
/** A need of a purpose. Needs with the same `alternative` are alternatives: one of them suffices. */
export interface NeedText {
  resource: number;
  scopes: number;
  scopeNames: string[];
  optional: boolean;
  alternative?: number;
  consent: string;
  sensitive: boolean;
  basis: string;
}
/** A listed third party. */
export interface SdkText {
  id: string;
  name: string;
  company?: string;
  clause: string;
  role: string;
  data: Text[];
  purposes: string[];
  privacyUrl?: string;
}
/** Whether the policy was accepted: `undecided`, `declined`, or `accepted` with the version. */
export interface PolicyState {
  state: string;
  version?: string;
}
/** What the user interface does next: `go` (acquire the lease), `next` (`step`, then ask again) or `stop`. */
export interface NextStep {
  kind: string;
  step: string;
  reason: string;
  /** In milliseconds since 1970. */
  until?: number;
  /** For `ask_consent`: the system's dialog beside the purpose's text takes the consent too. */
  osDialogAnswers: boolean;
}
/** Why access is denied. */
export interface Denial {
  reason: string;
  step: string;
  until?: number;
}
/** How often a purpose used a resource (its number; nothing for a purpose without one). */
export interface Usage {
  purpose: string;
  resource?: number;
  allowed: number;
  denied: number;
  /** The latest, in milliseconds since 1970. */
  last: number;
}

export const policy: (gate: number) => PolicyText;
export const policyState: (gate: number) => PolicyState;
/** What the system permits for one scope, as far as the gate was told. */
export const osGrant: (gate: number, resource: number, scope: number) => string;
/** What the system asks for before a scope can be used: `none`, `permission`, `picker`, `component`, `special`. */
export const requirement: (gate: number, resource: number, scope: number) => string;
/** What the user interface would do next. */
export const plan: (gate: number, access: number) => NextStep;
/** A walk through the steps of an access, which shows each kind of prompt once; `endWalk` forgets it. */
export const startWalk: (gate: number, access: number) => number;
export const nextStep: (walk: number) => NextStep;
export const endWalk: (walk: number) => boolean;
/** Whether a third-party SDK may initialise now: unlogged, and logged. */
export const couldStart: (gate: number, sdk: string) => Denial | undefined;
export const mayStart: (gate: number, sdk: string) => Denial | undefined;

// What happens. Those that wait for the disk and nobody has to see at once are promises.

export const policyShown: (gate: number) => Promise<void>;
export const acceptPolicy: (gate: number) => Promise<void>;
export const declinePolicy: (gate: number) => Promise<void>;
/** The user's answer to the consent sheet: `grant`, `grant_once`, `refuse`, `dismiss`. */
export const answer: (gate: number, access: number, answer: string) => Promise<void>;
export const withdraw: (gate: number, access: number) => Promise<void>;
/** The user's answer to the system's dialog. */
export const answerOs: (gate: number, access: number, grant: string) => Promise<void>;
export const settingsShown: (gate: number, access: number) => Promise<void>;
export const guardian: (gate: number, consents: boolean) => Promise<void>;
export const eraseSubject: (gate: number) => Promise<void>;
/** What the system permits now for some scopes, as bits. */
export const osChanged: (gate: number, resource: number, scopes: number, grant: string) => void;
/** The system showed that a resource was used, so many milliseconds `ago`; `attribution` says by what. */
export const osObserved: (gate: number, resource: number, scopes: number, attribution: string, ago: number) => void;
/** Where the app is, as far as this process is concerned: `foreground`, `perceptible`, `background`. */
export const appState: (gate: number, state: string) => void;
/** An account uses the app, or a guest. The name is not kept, only a salted digest. */
export const switchSubject: (gate: number, account: string | undefined, age: string) => void;
export const sdkRunning: (gate: number, sdk: string) => void;

// The user's own, and the log.

export const usage: (gate: number, days: number) => Promise<Usage[]>;
/** The latest records, newest first, each as JSON; of these kinds, or all when none is named. */
export const records: (gate: number, most: number, kinds: string[]) => Promise<string[]>;
export const exportLog: (gate: number, file: string) => Promise<void>;
export const ownCopy: (gate: number) => Promise<string>;
export const receipts: (gate: number) => Promise<string>;
/** Makes what was logged survive a loss of power, and signs it. */
export const checkpoint: (gate: number) => Promise<void>;
/** Takes from a clip only what the patterns of a live lease's purpose match, once for each clip. */
export const readMatch: (lease: number, clip: string) => string | undefined;

// The decision on its own, for checking the classes against the golden vectors.

export const decideIn: (policy: string, state: string, purpose: string, resource: string | undefined, scope: string[]) => Denial | undefined;
export const decidePacked: (policy: string, state: string, purpose: string, resource: string | undefined, scope: string[]) => number;
/** The names of a kind of words (`resource`, `reason`, `step`, …), by number. */
export const wordNames: (kind: string) => string[];
/** The scopes of a resource, lowest bit first. */
export const scopeNames: (resource: number) => string[];
