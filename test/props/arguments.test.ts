import { App } from 'cdk8s';
import { argumentFaults, CallName, usableArguments } from '../../src/props/arguments';
import { STAND_IN } from '../../src/props/usable';

function told(call: CallName, ...args: unknown[]): string[] {
  return argumentFaults(call, args).map(({ prop, says }) => `${prop} ${says}`);
}

test('arguments without a fault are told nothing of', () => {
  expect(told('SshKeys.fromSecretByGuestAgent', 'keys', ['lena'])).toEqual([]);
  expect(told('ImageSource.http', 'https://a.example/b.img')).toEqual([]);
  expect(told('ImageSource.http', 'https://a.example/b.img', { checksum: 'sha256:0' })).toEqual([]);
  expect(told('TenantNamespace', new App(), 'blue')).toEqual([]);
});

test('an argument is named by its parameter', () => {
  expect(told('SshKeys.fromSecretByGuestAgent', 4, ['lena', null])).toEqual([
    'name is 4, but must be a string or an object with a name',
    'users[1] is null, but must be a string',
  ]);
  expect(told('GoldenImage#allowClone', { name: 'blue' })).toEqual(['namespace is an object, but must be a string']);
});

test('a prop of an argument is named without the parameter', () => {
  expect(told('MachineSize.of', { cores: '2', memory: '4Gi', socket: 1 })).toEqual([
    'cores is "2", but must be a number',
    'socket is not a known property of MachineDimensions',
  ]);
});

test('a missing argument is told when it is required', () => {
  expect(argumentFaults('MachineSize.of', [])).toEqual([{
    prop: 'cores',
    kind: 'missing',
    says: 'is undefined, but must be an object of the type MachineDimensions',
    remedy: 'Write cores: an object such as { cores: …, memory: … }.',
  }]);
  expect(told('CloudInit.fromSecret')).toEqual(['name is undefined, but must be a string or an object with a name']);
});

test('a scope is a construct of any copy of the library', () => {
  expect(told('TenantNamespace', { node: {} }, 'blue')).toEqual([]);
  expect(told('TenantNamespace', 'infra', 'blue')).toEqual(['scope is "infra", but must be a Construct']);
});

test('a class that extends ours takes props of its own', () => {
  expect(argumentFaults('TenantNamespace', [new App(), 'blue', { owner: 'lena' }], true)).toEqual([]);
});

test('usable arguments are the given ones when they have no fault', () => {
  const args = ['keys', ['lena']];
  expect(usableArguments('SshKeys.fromSecretByGuestAgent', args).args).toBe(args);
});

test('usable arguments leave out what is faulty, and have stand-ins for what is required', () => {
  const users = ['lena', 4];
  const usable = (call: CallName, ...args: unknown[]) => usableArguments(call, args);
  expect(usable('SshKeys.fromSecretByGuestAgent', undefined, users, 'more').args).toEqual([STAND_IN, ['lena'], 'more']);
  const options = { refresh: 4, secretRef: 'a' };
  expect(usable('ImageSource.http', 'https://x', options).args).toEqual(['https://x', { secretRef: 'a' }]);
  expect(usable('MachineSize.of', 'large').args).toEqual([{ cores: 0, memory: STAND_IN }]);
  expect(usable('GoldenImage#grantClone', 'blue')).toMatchObject({ args: [undefined], unusable: ['tenant'] });
});
