import type { FluxVerification } from './options';
import type { FluxSettings } from './settings';
import type { GitRepositorySpec, OCIRepositorySpec } from '../../../imports/source.toolkit.fluxcd.io';
import type { KubernetesObject, ObjectMetadata } from '../../releases/facts';
import { dnsLabel } from '../model/name';

const API_VERSION = 'source.toolkit.fluxcd.io/v1';
/** The short form of an SSH address, which Flux does not take: `git@git.example.org:clusters.git`. */
const SCP = /^([^/:]+@[^/:]+):(?!\/\/)\/?(.*)$/;
const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** The kind of the object from which Flux gets the bundle. */
export function sourceKind({ isOci }: FluxSettings): 'GitRepository' | 'OCIRepository' {
  return isOci ? 'OCIRepository' : 'GitRepository';
}

/** Its name, in the cluster in which Flux runs. */
export function sourceName({ prefix }: FluxSettings, home: string): string {
  return `${prefix}${dnsLabel(`${home}-bundle`, home)}`;
}

/** The object from which Flux gets the bundle. */
export function sourceOf(settings: FluxSettings, metadata: ObjectMetadata): KubernetesObject {
  const spec = settings.isOci ? ociSpec(settings) : gitSpec(settings);
  return { apiVersion: API_VERSION, kind: sourceKind(settings), metadata, spec };
}

function gitSpec({ options, sourceInterval }: FluxSettings): GitRepositorySpec {
  const { repositoryUrl, revision = 'main', sourceSecretName, verification } = options;
  return {
    interval: sourceInterval,
    url: repositoryUrl.replace(SCP, 'ssh://$1/$2'),
    ref: gitReference(revision),
    ...(sourceSecretName !== undefined && { secretRef: { name: sourceSecretName } }),
    ...(verification?.secretName !== undefined && {
      verify: { mode: 'HEAD', secretRef: { name: verification.secretName } },
    }),
  };
}

function gitReference(revision: string): GitRepositorySpec['ref'] {
  if (COMMIT.test(revision)) return { commit: revision };
  return revision.startsWith('refs/') ? { name: revision } : { branch: revision };
}

function ociSpec({ options, sourceInterval }: FluxSettings): OCIRepositorySpec {
  const { repositoryUrl, revision = 'latest', sourceSecretName, verification } = options;
  return {
    interval: sourceInterval,
    url: repositoryUrl,
    ref: revision.startsWith('sha256:') ? { digest: revision } : { tag: revision },
    ...(sourceSecretName !== undefined && { secretRef: { name: sourceSecretName } }),
    ...(verification !== undefined && { verify: cosign(verification) }),
  };
}

function cosign({ secretName, identities = [] }: FluxVerification): OCIRepositorySpec['verify'] {
  return {
    provider: 'cosign',
    ...(secretName !== undefined && { secretRef: { name: secretName } }),
    ...(identities.length > 0 && { matchOIDCIdentity: identities.map(({ issuer, subject }) => ({ issuer, subject })) }),
  };
}
