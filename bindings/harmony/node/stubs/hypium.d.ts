// Of the test framework on devices, `@ohos/hypium`, what our tests use.
export interface Expectation {
  assertEqual(wanted: Object): void;
  assertTrue(): void;
  assertUndefined(): void;
}
export function describe(name: string, tests: () => void): void;
export function it(name: string, filter: number, test: () => void | Promise<void>): void;
export function expect(value?: Object): Expectation;
