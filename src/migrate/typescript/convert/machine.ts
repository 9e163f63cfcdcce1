import { diskProps } from './disks';
import { guestProps } from './guest';
import { networkProps } from './networks';
import type { Place } from './place';
import { schedulingOf } from './scheduling';
import { sizeOf } from './size';
import { MACHINE_LABEL } from '../../../machines/machine-label';
import { defined } from '../../../toolkit/shape';
import { call, Code, Props } from '../code';
import { listOf, Loose } from '../same/loose';

/**
 * The props that make a machine like the one of a spec, as far as there are typed props. A field without a prop is left
 * out: the comparison of what is made with the original finds it. Overrides are not used. No manifest names the handler
 * of evictions, so the program names none either, and its synthesis asks for one.
 * @param spec the spec of a VirtualMachine after all normalisations
 * @param place where the machine stands in the program
 */
export function machineProps(spec: Loose, place: Place): Props {
  const vmi: Loose = spec.template.spec;
  // the construct writes the label that marks the machine
  const { [MACHINE_LABEL]: _mark, ...labels } = spec.template.metadata.labels ?? {};
  return defined<Props>({
    size: sizeOf(spec),
    preference: preferenceOf(spec.preference),
    runStrategy: spec.runStrategy,
    updateVolumesStrategy: spec.updateVolumesStrategy,
    ...guestProps(vmi),
    ...diskProps(spec, place),
    ...networkProps(vmi),
    sshKeys: credentials(vmi).flatMap(sshKeysOf),
    passwords: credentials(vmi).flatMap(passwordsOf),
    readinessProbe: probeOf(vmi.readinessProbe),
    livenessProbe: probeOf(vmi.livenessProbe),
    scheduling: schedulingOf(vmi, place),
    evictionStrategy: vmi.evictionStrategy,
    terminationGracePeriod: call('Duration.seconds', vmi.terminationGracePeriodSeconds),
    architecture: vmi.architecture,
    machineType: vmi.domain.machine?.type,
    hostname: vmi.hostname,
    subdomain: vmi.subdomain,
    labels,
    annotations: spec.template.metadata.annotations,
  });
}

/** The preference of a machine. */
export function preferenceOf(preference: Loose | undefined): Code {
  if (preference?.name === undefined) return undefined;
  const { kind, name } = preference;
  return kind === 'VirtualMachinePreference'
    ? call('MachinePreference.preference', name) : call('MachinePreference.clusterPreference', name);
}

function credentials({ accessCredentials }: Loose): Loose[] {
  return listOf(accessCredentials);
}

function sshKeysOf({ sshPublicKey }: Loose): Code[] {
  if (sshPublicKey === undefined) return [];
  const { source: { secret: { secretName } }, propagationMethod: { qemuGuestAgent } } = sshPublicKey;
  if (qemuGuestAgent === undefined) return [call('SshKeys.fromSecret', secretName)];
  return [call('SshKeys.fromSecretByGuestAgent', secretName, qemuGuestAgent.users)];
}

function passwordsOf({ userPassword }: Loose): Code[] {
  return userPassword === undefined ? [] : [call('GuestPasswords.fromSecret', userPassword.source.secret.secretName)];
}

function probeOf(probe: Loose | undefined): Code {
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
    return call('MachineProbe.http', defined({ port: httpGet.port, path: httpGet.path, tls, ...timing }));
  }
  if (tcpSocket !== undefined) return call('MachineProbe.tcp', tcpSocket.port, timing);
  if (exec === undefined) return call('MachineProbe.guestAgentPing', timing);
  return call('MachineProbe.exec', exec.command, timing);
}

function seconds(count: number | undefined): Code {
  return count === undefined ? undefined : call('Duration.seconds', count);
}
