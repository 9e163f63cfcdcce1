import { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { diskProps } from './convert-disks';
import { guestProps } from './convert-guest';
import { networkProps } from './convert-networks';
import { schedulingOf } from './convert-scheduling';
import { sizeOf } from './convert-size';
import { listOf, Loose } from './loose';
import { GuestPasswords, MachinePreference, MachineProbe, SshKeys, VirtualMachineProps } from '../../../src';
import { MACHINE_LABEL } from '../../../src/machines/machine-label';
import { defined } from '../../../src/toolkit/shape';

/**
 * The props that make a machine like the one of a spec, as far as there are typed props. A field without a prop is left
 * out: the comparison of what is made with the original finds it. Overrides are not used.
 * @param spec the spec of a VirtualMachine after all normalisations
 * @param scope a construct of the tenant
 */
export function machineProps(spec: Loose, scope: Construct): VirtualMachineProps {
  const vmi: Loose = spec.template.spec;
  // the construct writes the label that marks the machine
  const { [MACHINE_LABEL]: _mark, ...labels } = spec.template.metadata.labels ?? {};
  return defined<VirtualMachineProps>({
    size: sizeOf(spec),
    preference: preferenceOf(spec.preference),
    runStrategy: spec.runStrategy,
    updateVolumesStrategy: spec.updateVolumesStrategy,
    ...guestProps(vmi),
    ...diskProps(spec, scope),
    ...networkProps(vmi),
    sshKeys: credentials(vmi).flatMap(sshKeysOf),
    passwords: credentials(vmi).flatMap(passwordsOf),
    readinessProbe: probeOf(vmi.readinessProbe),
    livenessProbe: probeOf(vmi.livenessProbe),
    scheduling: schedulingOf(vmi, scope),
    evictionStrategy: vmi.evictionStrategy,
    evictionHandler: vmi.evictionStrategy === 'External' ? 'the controller of the example' : undefined,
    terminationGracePeriod: Duration.seconds(vmi.terminationGracePeriodSeconds),
    architecture: vmi.architecture,
    machineType: vmi.domain.machine?.type,
    hostname: vmi.hostname,
    subdomain: vmi.subdomain,
    labels,
    annotations: spec.template.metadata.annotations,
  });
}

function preferenceOf(preference: Loose | undefined): MachinePreference | undefined {
  if (preference?.name === undefined) return undefined;
  const { kind, name } = preference;
  return kind === 'VirtualMachinePreference'
    ? MachinePreference.preference(name) : MachinePreference.clusterPreference(name);
}

function credentials({ accessCredentials }: Loose): Loose[] {
  return listOf(accessCredentials);
}

function sshKeysOf({ sshPublicKey }: Loose): SshKeys[] {
  if (sshPublicKey === undefined) return [];
  const { source: { secret: { secretName } }, propagationMethod: { qemuGuestAgent } } = sshPublicKey;
  if (qemuGuestAgent === undefined) return [SshKeys.fromSecret(secretName)];
  return [SshKeys.fromSecretByGuestAgent(secretName, qemuGuestAgent.users)];
}

function passwordsOf({ userPassword }: Loose): GuestPasswords[] {
  return userPassword === undefined ? [] : [GuestPasswords.fromSecret(userPassword.source.secret.secretName)];
}

function probeOf(probe: Loose | undefined): MachineProbe | undefined {
  if (probe === undefined) return undefined;
  const { httpGet, tcpSocket, exec } = probe;
  const timing = defined({
    initialDelay: seconds(probe.initialDelaySeconds),
    period: seconds(probe.periodSeconds),
    timeout: seconds(probe.timeoutSeconds),
    failureThreshold: probe.failureThreshold,
    successThreshold: probe.successThreshold,
  });
  if (httpGet !== undefined) {
    const tls = httpGet.scheme === undefined ? undefined : httpGet.scheme === 'HTTPS';
    return MachineProbe.http(defined({ port: httpGet.port, path: httpGet.path, tls, ...timing }));
  }
  if (tcpSocket !== undefined) return MachineProbe.tcp(tcpSocket.port, timing);
  return exec === undefined ? MachineProbe.guestAgentPing(timing) : MachineProbe.exec(exec.command, timing);
}

function seconds(count: number | undefined): Duration | undefined {
  return count === undefined ? undefined : Duration.seconds(count);
}
