import type { HealthScript } from './script';

/** Argo CD has none for the MachineDeployments of machine-controller. */
export const MACHINE_DEPLOYMENT: HealthScript = {
  group: 'cluster.k8s.io',
  kind: 'MachineDeployment',
  lua: `
local status = obj.status
local spec = obj.spec or {}
if spec.paused then
  return { status = "Suspended", message = "Paused" }
end
if status == nil then
  return { status = "Progressing", message = "machine-controller has not reported a status" }
end
if status.observedGeneration ~= nil and status.observedGeneration < obj.metadata.generation then
  return { status = "Progressing", message = "machine-controller has not seen the latest change" }
end

-- Numbers that are zero are left out of the status.
local wanted = spec.replicas or 1
local replicas = status.replicas or 0
local updated = status.updatedReplicas or 0
local available = status.availableReplicas or 0
if updated < wanted then
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
