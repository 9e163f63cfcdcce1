import type { HealthScript } from './script';

/**
 * Replaces that of Argo CD, which takes every claim that is Pending as unfinished. A claim for a class that binds on
 * first use is Pending until a machine starts that uses it.
 *
 * Kubernetes writes the annotations with the provisioner when a volume is to be made, but not while the claim waits for
 * a consumer (pkg/controller/volume/persistentvolume/pv_controller.go: syncUnboundClaim, setClaimProvisioner).
 */
export const PERSISTENT_VOLUME_CLAIM: HealthScript = {
  group: '',
  kind: 'PersistentVolumeClaim',
  lua: `
local phase = (obj.status or {}).phase
if phase == "Bound" then
  return { status = "Healthy", message = phase }
end
if phase == "Lost" then
  return { status = "Degraded", message = "its volume is gone" }
end
if phase == nil then
  return { status = "Progressing", message = "not seen yet" }
end
local annotations = obj.metadata.annotations or {}
local provisioner = annotations["volume.kubernetes.io/storage-provisioner"]
  or annotations["volume.beta.kubernetes.io/storage-provisioner"]
if provisioner ~= nil then
  return { status = "Progressing", message = "waits for " .. provisioner }
end
return { status = "Healthy", message = phase .. ": it waits for its first consumer, or for a volume" }
`,
};
