import type { HealthScript } from './script';

/** Argo CD has none, so a wave would not wait for the kinds that virt-operator installs. */
export const KUBEVIRT: HealthScript = {
  group: 'kubevirt.io',
  kind: 'KubeVirt',
  lua: `
local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local function is(type, value)
  return conditions[type] ~= nil and conditions[type].status == value
end

if status.phase == nil then
  return { status = "Progressing", message = "virt-operator has not reported a status" }
end
-- virt-operator sets only this condition when it gives up, or when another KubeVirt exists.
if is("Synchronized", "False") then
  return { status = "Degraded", message = conditions.Synchronized.message or conditions.Synchronized.reason }
end
if status.observedGeneration ~= nil and status.observedGeneration ~= obj.metadata.generation then
  return { status = "Progressing", message = "virt-operator has not seen the latest change" }
end
-- During every upgrade, Degraded and Progressing are both true.
if is("Progressing", "True") then
  return { status = "Progressing", message = conditions.Progressing.message or status.phase }
end
if is("Degraded", "True") then
  return { status = "Degraded", message = conditions.Degraded.message or conditions.Degraded.reason }
end
if status.phase ~= "Deployed" or not is("Available", "True") then
  return { status = "Progressing", message = status.phase }
end
if status.targetKubeVirtVersion ~= status.observedKubeVirtVersion then
  return { status = "Progressing", message = "upgrading to " .. (status.targetKubeVirtVersion or "another version") }
end
return { status = "Healthy", message = status.observedKubeVirtVersion or "" }
`,
};
