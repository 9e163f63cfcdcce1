import type { HealthScript } from './script';

/**
 * Replaces that of Argo CD, which reads the phase alone: it is Running while old machines are being replaced, and from
 * the moment of a change until Cluster API has seen it.
 *
 * Numbers of v1beta1 and v1beta2 (cluster-api v1.14.2, api/core): the API server answers in the preferred version,
 * whichever one Git has.
 */
export const CLUSTER_API_MACHINE_DEPLOYMENT: HealthScript = {
  group: 'cluster.x-k8s.io',
  kind: 'MachineDeployment',
  lua: `
local status = obj.status
local spec = obj.spec or {}
if spec.paused or (obj.metadata.annotations or {})["cluster.x-k8s.io/paused"] ~= nil then
  return { status = "Suspended", message = "Paused" }
end
if status == nil then
  return { status = "Progressing", message = "Cluster API has not reported a status" }
end
if status.phase == "Failed" then
  return { status = "Degraded", message = status.phase }
end
if status.observedGeneration ~= nil and status.observedGeneration < obj.metadata.generation then
  return { status = "Progressing", message = "Cluster API has not seen the latest change" }
end

local wanted = spec.replicas or 1
local replicas = status.replicas or 0
local updated = status.upToDateReplicas or status.updatedReplicas or 0
local available = status.availableReplicas or 0
-- With OnDelete, machines of an older template stay until somebody deletes them.
local rollout = ((spec.rollout or {}).strategy or spec.strategy or {}).type
if updated < wanted and rollout ~= "OnDelete" then
  return { status = "Progressing", message = updated .. " of " .. wanted .. " machines are up to date" }
end
if replicas > wanted then
  return { status = "Progressing", message = (replicas - wanted) .. " machines are to be removed" }
end
if available < wanted then
  return { status = "Progressing", message = available .. " of " .. wanted .. " machines are available" }
end
return { status = "Healthy", message = available .. " machines are available" }
`,
};
