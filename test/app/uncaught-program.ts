import { App } from 'cdk8s';
import { Construct } from 'constructs';
import { BundleApp } from '../../src';

// A program with as many errors as its second argument says, which ends as its first one says.
//   node --import tsx test/app/uncaught-program.ts sync 2000

const [how, count] = [process.argv[2], Number(process.argv[3])];

function program(): App {
  const app = new BundleApp();
  for (let index = 0; index < count; index++) {
    new Construct(app, `construct-${index}`).node.addValidation({
      validate: () => [`something is wrong with number ${index}`],
    });
  }
  return app;
}

/** Catches the error, and tells whether anything listens for others once all is settled. */
function caught(): void {
  try {
    program().synth();
  } catch (error) {
    setTimeout(
      () =>
        console.log(
          JSON.stringify({
            name: (error as Error).name,
            findings: (error as Error & { findings: object[] }).findings.length,
            listeners: process.listenerCount('uncaughtException'),
          }),
        ),
      200,
    );
  }
}

/** Another error, while the first one is caught, is Node's. */
function another(): void {
  try {
    program().synth();
  } catch {
    throw new Error('something else');
  }
}

/** The error, thrown again when all is settled. */
function again(): void {
  try {
    program().synth();
  } catch (error) {
    setTimeout(() => {
      throw error;
    }, 50);
  }
}

async function later(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  program().synth();
}

async function throughPromises(depth: number): Promise<void> {
  if (depth === 0) return later();
  try {
    await throughPromises(depth - 1);
  } finally {
    await Promise.resolve();
  }
}

const HOW: { readonly [how: string]: () => unknown } = {
  sync: () => program().synth(),
  yaml: () => (program() as BundleApp).synthYaml(),
  async: () => throughPromises(5),
  again,
  caught,
  another,
};

void HOW[how]();
