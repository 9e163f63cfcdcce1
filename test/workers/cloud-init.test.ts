import { notices, problemsOf, Program } from './support';
import { CloudInit, CloudInitText } from '../../src';

function program(text: CloudInitText, replicas = 2) {
  const made = new Program();
  const pool = made.pool({ replicas, cloudInit: CloudInit.inline(text) });
  return { notices: notices(pool), problems: problemsOf({ replicas, cloudInit: CloudInit.inline(text) }) };
}

test('what guests read is worth no remark', () => {
  for (const userData of [
    '#cloud-config\npackages: [git]\n',
    '#!/bin/sh\necho hello\n',
    '## template: jinja\n#cloud-config\nruncmd: []\n',
    '#ps1_sysnative\nGet-Date\n',
  ]) {
    expect(program({ userData })).toEqual({ notices: [], problems: [] });
  }
});

test('user data that nothing recognises are worth a notice', () => {
  expect(program({ userData: 'packages: [git]\n' }).notices).toEqual([
    expect.stringContaining('cloudInit.userData does not begin with a word that cloud-init knows'),
  ]);
});

test('a cloud-config that is not YAML is an error, and is not repeated', () => {
  const [problem, ...others] = program({ userData: '#cloud-config\npackages: [git, SENSITIVE\n' }).problems;
  expect(problem).toContain('userData begins with "#cloud-config" but is not valid YAML (');
  expect(problem).not.toContain('SENSITIVE');
  expect(others).toEqual([]);
});

const STATIC = 'version: 2\nethernets:\n  eth0:\n    addresses: [192.0.2.5/24]\n';
const DYNAMIC = 'version: 2\nethernets:\n  eth0:\n    dhcp4: true\n    nameservers:\n      addresses: [192.0.2.53]\n';

test('one name or address for several members is worth a notice', () => {
  const userData = '#cloud-config\nhostname: worker\n';
  expect(program({ userData, networkData: STATIC }).notices).toEqual([
    expect.stringContaining('cloudInit.userData gives all members the same hostname'),
    expect.stringContaining('cloudInit.networkData gives all members the same addresses'),
  ]);
  expect(program({ userData, networkData: STATIC }, 1).notices).toEqual([]);
  expect(program({ userData: '#cloud-config\n', networkData: DYNAMIC }).notices).toEqual([]);
});
