import type { HealthScript } from './script';

/** Argo CD has none. */
export const VIRTUAL_MACHINE_POOL: HealthScript = {
  group: 'pool.kubevirt.io',
  kind: 'VirtualMachinePool',
  lua: `
local status = obj.status
if status == nil then
  return { status = "Progressing", message = "virt-controller has not reported a status" }
end
for _, condition in ipairs(status.conditions or {}) do
  if condition.type == "ReplicaFailure" and condition.status == "True" then
    return { status = "Degraded", message = condition.message or condition.reason }
  end
end
local spec = obj.spec or {}
if spec.paused then
  return { status = "Suspended", message = "Paused" }
end

local wanted = spec.replicas or 1
local replicas = status.replicas or 0
if replicas ~= wanted then
  return { status = "Progressing", message = replicas .. " of " .. wanted .. " machines exist" }
end
-- Git stops the members, or their users decide: they need not run.
local member = ((spec.virtualMachineTemplate or {}).spec) or {}
local strategy = member.runStrategy
if strategy == nil then
  strategy = member.running and "Always" or "Halted"
end
if strategy ~= "Always" then
  return { status = "Healthy", message = replicas .. " machines exist" }
end
local ready = status.readyReplicas or 0
if ready < wanted then
  return { status = "Progressing", message = ready .. " of " .. wanted .. " machines are ready" }
end
return { status = "Healthy", message = ready .. " machines are ready" }
`,
};
