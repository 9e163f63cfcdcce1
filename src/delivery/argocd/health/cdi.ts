import type { HealthScript } from './script';

/** Argo CD has none, so a wave would not wait for the kinds that cdi-operator installs. */
export const CDI: HealthScript = {
  group: 'cdi.kubevirt.io',
  kind: 'CDI',
  lua: `
local status = obj.status or {}
local conditions = {}
for _, condition in ipairs(status.conditions or {}) do
  conditions[condition.type] = condition
end
local function is(type, value)
  return conditions[type] ~= nil and conditions[type].status == value
end

if status.phase == nil or status.phase == "" then
  return { status = "Progressing", message = "cdi-operator has not reported a status" }
end
if status.phase == "Error" then
  local reason = conditions.Degraded or conditions.Available or {}
  return { status = "Degraded", message = reason.message or reason.reason or "Error" }
end
-- During upgrades and while Deployments start, Degraded may be true as well.
if status.phase ~= "Deployed" or is("Progressing", "True") then
  local reason = conditions.Progressing or {}
  return { status = "Progressing", message = reason.message or status.phase }
end
if is("Degraded", "True") then
  return { status = "Degraded", message = conditions.Degraded.message or conditions.Degraded.reason }
end
if not is("Available", "True") then
  return { status = "Progressing", message = "not available yet" }
end
if status.targetVersion ~= status.observedVersion then
  return { status = "Progressing", message = "upgrading to " .. (status.targetVersion or "another version") }
end
return { status = "Healthy", message = status.observedVersion or "" }
`,
};
