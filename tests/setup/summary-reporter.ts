import type { Reporter, TestModule } from 'vitest/node';

/** Prints the counts of all projects as the very last line, in the form that CI reads; a skipped test is named. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    for (const test of skipped) console.log(`SKIPPED: ${test.project.name} › ${test.fullName}`);
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const summary = `${count('passed')} passed, ${count('failed') + broken} failed, ${skipped.length} skipped`;
    // After whatever other reporters still have to say.
    process.once('exit', () => console.log(summary));
  }
}
